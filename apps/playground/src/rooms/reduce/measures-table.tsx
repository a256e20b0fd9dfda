import { Card } from '@autoencoders/app-kit';
import { Table, Text } from '@mantine/core';
import { classicalMethods, methodNames } from './methods.js';
import { useReduceParts } from './reduce-state.js';
import type { MapMeasures } from './reduced.js';

const columns = [
  { name: 'trustworthiness', title: 'Trustworthiness' },
  { name: 'continuity', title: 'Continuity' },
  { name: 'knnAccuracy', title: '5-NN accuracy' },
] as const satisfies readonly { readonly name: keyof MapMeasures; readonly title: string }[];

/** How good the maps are; the best of each measure stands out. */
export function MeasuresTable() {
  const { maps, wanted } = useReduceParts('maps', 'wanted');
  const { autoencoder } = maps;
  const lines = [
    { title: methodNames.autoencoder, measures: autoencoder?.measures },
    ...classicalMethods
      .filter((method) => wanted.includes(method))
      .map((method) => ({ title: methodNames[method], measures: maps[method]?.measures })),
  ];
  const shown = columns.filter(({ name }) => lines.some(({ measures }) => measures?.[name] !== undefined));
  const best = (name: keyof MapMeasures) =>
    Math.max(...lines.map(({ measures }) => measures?.[name] ?? Number.NEGATIVE_INFINITY));
  const whole = autoencoder?.whole;
  return (
    <Card level={3} title="How good the maps are">
      <Table.ScrollContainer
        minWidth={360}
        scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'Measures' } }}
      >
        <Table withTableBorder fz="sm" aria-label="Measures of the maps">
          <Table.Thead>
            <Table.Tr>
              <Table.Td />
              {shown.map(({ name, title }) => (
                <Table.Th key={name}>{title}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map(({ title, measures }) => (
              <Table.Tr key={title}>
                <Table.Th fw={500}>{title}</Table.Th>
                {shown.map(({ name }) => (
                  <Table.Td key={name} fw={measures?.[name] === best(name) ? 700 : undefined}>
                    {measures?.[name]?.toFixed(3) ?? '…'}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
            {whole && (
              <Table.Tr>
                <Table.Th fw={500}>Autoencoder, its whole code</Table.Th>
                {shown.map(({ name }) => (
                  <Table.Td key={name}>{whole[name]?.toFixed(3)}</Table.Td>
                ))}
              </Table.Tr>
            )}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="xs" c="var(--quiet)">
        Trustworthiness: neighbours on the map are neighbours in the data. Continuity: the other way round.
        {shown.length > 2 &&
          " 5-NN accuracy: an example's class is that of most of its five neighbours on the map."}{' '}
        1 is perfect. The autoencoder has not seen these examples before; the other methods were fitted to
        them.
      </Text>
    </Card>
  );
}
