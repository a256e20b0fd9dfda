import { PixelPicture } from '@autoencoders/app-kit';
import { Box, Table } from '@mantine/core';
import type { Items } from './items.js';

/** Properties of {@link OneItem}. */
export interface OneItemProps {
  readonly items: Items | undefined;
  /** What it is: 'Decoded item'. */
  readonly label: string;
  /** Width of a picture, and of the empty place before it is there. */
  readonly size: number;
}

/** One example, large: a picture, or a row as a table of its columns. */
export function OneItem({ items, label, size }: OneItemProps) {
  if (!items) return <Box w={size} h={size} aria-hidden />;
  if (items.kind === 'pictures') return <PixelPicture pixels={items.pixels} size={size} label={label} />;
  const row = items.rows[0]!;
  return (
    // A region of its own, so that the keyboard can scroll it.
    <Box component="section" tabIndex={0} aria-label={label} mah={360} style={{ overflow: 'auto' }}>
      <Table fz="sm" withTableBorder striped>
        <Table.Tbody>
          {items.columns.map((name, column) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={500}>
                {name}
              </Table.Th>
              <Table.Td ta="right">{row[column]!.toPrecision(4)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Box>
  );
}
