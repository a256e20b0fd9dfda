import { Card } from '@autoencoders/app-kit';
import { Group, Stack, Table, Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useWatch } from '../page/state.js';
import { placeText, spanText } from '../plot/place-text.js';

/** Faults beyond these are counted, but not listed. */
const most = 30;

/** How the alarms compare with the faults that a column tells of. */
export function FaultsCard() {
  const { judgement, axis, label, outcome } = useWatch('judgement', 'axis', 'label', 'outcome');
  const faults = judgement?.faults;
  if (!faults || !axis || !outcome) return null;
  const { found, auroc, soundRows, soundAbove, falseAlarms } = faults;
  const hit = found.filter(({ delay }) => delay !== undefined).length;
  return (
    <Card title="Held against the known faults">
      <Group gap="xl">
        <Figure name="AUROC" value={auroc === undefined ? '–' : auroc.toFixed(3)} />
        <Figure name="Faults found" value={`${hit} of ${found.length}`} />
        <Figure name="False alarms" value={String(falseAlarms)} />
        <Figure
          name="Sound rows above"
          value={soundRows === 0 ? '–' : `${((100 * soundAbove) / soundRows).toFixed(1)} %`}
        />
      </Group>
      <Text size="sm" c="var(--quiet)">
        By the column “{label}”, over the rows that were not chosen as normal. It was not learnt from.
      </Text>
      {found.length > 0 && (
        <Table.ScrollContainer minWidth={290} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Fault</Table.Th>
                <Table.Th scope="col">Begins</Table.Th>
                <Table.Th scope="col">Lasts</Table.Th>
                <Table.Th scope="col">Found</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {found.slice(0, most).map(({ name, from, to, delay }) => (
                <Table.Tr key={from}>
                  <Table.Td>{name}</Table.Td>
                  <Table.Td>{placeText(axis, from)}</Table.Td>
                  <Table.Td>{spanText(axis, from, Math.min(axis.x.length - 1, to))}</Table.Td>
                  <Table.Td>
                    <Group gap={6} wrap="nowrap">
                      {delay === undefined ? (
                        <IconX size={16} color="var(--mantine-color-red-6)" aria-hidden />
                      ) : (
                        <IconCheck size={16} color="var(--mantine-color-teal-6)" aria-hidden />
                      )}
                      {delay === undefined
                        ? 'missed'
                        : delay === 0
                          ? 'at once'
                          : `after ${spanText(axis, from, from + delay)}`}
                    </Group>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {found.length > most && <Text size="sm">And {found.length - most} more.</Text>}
    </Card>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <Stack gap={0}>
      <Text size="xs" c="var(--quiet)">
        {name}
      </Text>
      <Text fw={600} size="lg">
        {value}
      </Text>
    </Stack>
  );
}
