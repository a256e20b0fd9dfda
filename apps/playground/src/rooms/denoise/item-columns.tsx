import { PixelPicture } from '@autoencoders/app-kit';
import { Group, Stack, Table, Text } from '@mantine/core';
import type { DenoisedItems } from './denoised.js';
import { decibelText } from './figures.js';

const rows = ['clean', 'noisy', 'cleaned'] as const;

/** Items beside one another: each clean, with noise and cleaned; of rows of a table, their distances. */
export function ItemColumns({ result }: { readonly result: DenoisedItems }) {
  if (result.clean.kind === 'rows') return <DistanceTable each={result.each} />;
  return (
    <Stack gap={6} maw={540}>
      <Text size="xs" c="var(--quiet)">
        From above: clean, with noise, cleaned; below, the PSNR of the noisy and of the cleaned one.
      </Text>
      <Group gap={6}>
        {result.each.map(({ noisy, cleaned }, index) => (
          <Stack
            key={index}
            gap={3}
            role="img"
            aria-label={`Test item ${index + 1}: with noise ${decibelText(noisy.decibels)}, cleaned ${decibelText(cleaned.decibels)}`}
          >
            {rows.map((name) => {
              const items = result[name];
              return (
                items.kind === 'pictures' && (
                  <PixelPicture key={name} pixels={items.pixels} index={index} size={48} />
                )
              );
            })}
            <Text size="xs" ta="center">
              {noisy.decibels.toFixed(1)}
            </Text>
            <Text size="xs" ta="center" fw={600}>
              {cleaned.decibels.toFixed(1)}
            </Text>
          </Stack>
        ))}
      </Group>
    </Stack>
  );
}

function DistanceTable({ each }: Pick<DenoisedItems, 'each'>) {
  return (
    <Table fz="sm" withTableBorder striped maw={480}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Test row</Table.Th>
          <Table.Th ta="right">MSE with noise</Table.Th>
          <Table.Th ta="right">MSE cleaned</Table.Th>
          <Table.Th ta="right">PSNR with noise</Table.Th>
          <Table.Th ta="right">PSNR cleaned</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {each.map(({ noisy, cleaned }, index) => (
          <Table.Tr key={index}>
            <Table.Th scope="row" fw={400}>
              {index + 1}
            </Table.Th>
            <Table.Td ta="right">{noisy.squaredError.toPrecision(2)}</Table.Td>
            <Table.Td ta="right">{cleaned.squaredError.toPrecision(2)}</Table.Td>
            <Table.Td ta="right">{decibelText(noisy.decibels)}</Table.Td>
            <Table.Td ta="right">{decibelText(cleaned.decibels)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
