import { PictureRow } from '@autoencoders/app-kit';
import { ScrollArea, Table } from '@mantine/core';
import type { Items } from './items.js';

/** Properties of {@link ItemsView}. */
export interface ItemsViewProps {
  readonly items: Items;
  readonly label: string;
  /** Width of a picture. */
  readonly size?: number;
}

/** Examples: pictures beside one another, or rows as a table. */
export function ItemsView({ items, label, size }: ItemsViewProps) {
  if (items.kind === 'pictures') {
    return <PictureRow pixels={items.pixels} label={label} {...(size === undefined ? {} : { size })} />;
  }
  return (
    <ScrollArea viewportProps={{ tabIndex: 0 }}>
      <Table aria-label={label} withTableBorder striped fz="xs">
        <Table.Thead>
          <Table.Tr>
            {items.columns.map((name) => (
              <Table.Th key={name}>{name}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.rows.map((row, index) => (
            <Table.Tr key={index}>
              {items.columns.map((name, column) => (
                <Table.Td key={name}>{row[column]!.toPrecision(4)}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}
