import { Card } from '@autoencoders/app-kit';
import { Table, Text } from '@mantine/core';
import { useClusterParts } from './cluster-state.js';
import type { ClassAgreement } from './found.js';

const figures = [
  { name: 'accuracy', title: 'ACC' },
  { name: 'normalizedMutualInformation', title: 'NMI' },
  { name: 'adjustedRandIndex', title: 'ARI' },
] as const satisfies readonly { readonly name: keyof ClassAgreement; readonly title: string }[];

/** How well clusters meet the classes, which they were not told, beside clusters of the data as they are. */
export function AgreementCard({
  agreement,
  count,
}: {
  readonly agreement: ClassAgreement;
  readonly count: number;
}) {
  const { raw } = useClusterParts('raw');
  const lines = [
    { title: 'Clusters of the code', values: agreement },
    { title: `k-means of the data as they are, ${count} clusters`, values: raw },
  ];
  return (
    <Card level={3} title="Against the classes">
      <Table withTableBorder fz="sm" aria-label="Agreement of clusters with classes">
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            {figures.map(({ title }) => (
              <Table.Th key={title}>{title}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map(({ title, values }) => (
            <Table.Tr key={title}>
              <Table.Th fw={500}>{title}</Table.Th>
              {figures.map(({ name }) => (
                <Table.Td key={name}>{values ? values[name].toFixed(3) : '…'}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="var(--quiet)">
        ACC: the share of examples that are right once each cluster is given one class. NMI: what clusters
        tell of classes. ARI: agreement about pairs, 0 for chance. Of all three 1 is perfect.
      </Text>
    </Card>
  );
}
