import { Table } from '@mantine/core';

interface RowTableProps {
  /** Names of the values. */
  readonly columns: readonly string[];
  /** Names of the rows, which stand beside one another. */
  readonly names: readonly string[];
  readonly rows: readonly Float32Array[];
}

/** Rows of a table beside one another, a line for each of their values. */
export function RowTable({ columns, names, rows }: RowTableProps) {
  return (
    <Table fz="sm" withTableBorder striped style={{ wordBreak: 'break-word' }}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Column</Table.Th>
          {names.map((name) => (
            <Table.Th key={name} ta="right">
              {name}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {columns.map((column, at) => (
          <Table.Tr key={column}>
            <Table.Th scope="row" fw={400}>
              {column}
            </Table.Th>
            {names.map((name, row) => (
              <Table.Td key={name} ta="right">
                {rows[row]?.[at]?.toPrecision(4)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
