import { Card, messageOf, ProblemAlert, useLatest } from '@autoencoders/app-kit';
import { Group, Loader, Table, Text } from '@mantine/core';
import { memo, useState } from 'react';
import { worker } from '../../page/store.js';
import { useCalmRevision } from '../../page/use-calm-revision.js';
import type { DenoisedItems, Noise } from './denoised.js';
import { decibelText, verdict } from './figures.js';
import { ItemColumns } from './item-columns.js';

/** Test items with noise and cleaned, and how far from the clean ones they are on the whole. */
export const NoisyItemsCard = memo(function NoisyItemsCard({ noise }: { readonly noise: Noise }) {
  const [result, setResult] = useState<DenoisedItems>();
  const [problem, setProblem] = useState<string>();
  const revision = useCalmRevision();
  useLatest(async () => {
    try {
      setResult(await worker().denoise.denoiseMany(10, noise));
      setProblem(undefined);
    } catch (error) {
      setProblem(messageOf(error));
    }
  }, [noise, revision]);

  return (
    <Card level={3} title="Test items">
      <ProblemAlert problem={problem} />
      {result ? (
        <>
          <Text size="sm">{verdict(result.mean)}</Text>
          <Group align="flex-start" gap="lg">
            <ItemColumns result={result} />
            <Means mean={result.mean} />
          </Group>
        </>
      ) : (
        !problem && <Loader size="sm" aria-label="Cleaning test items" />
      )}
    </Card>
  );
});

function Means({ mean }: Pick<DenoisedItems, 'mean'>) {
  const lines = [
    { name: 'With noise', distance: mean.noisy },
    { name: 'Cleaned', distance: mean.cleaned },
    { name: 'Without noise, reconstructed', distance: mean.reconstructed },
  ];
  return (
    <Table fz="sm" withTableBorder captionSide="top" maw={400}>
      <Table.Caption ta="left" c="var(--quiet)" fz="xs">
        Means over {mean.count} test items, compared with the clean ones. MSE: mean squared error of a value
        in [0, 1], less is better. PSNR: peak signal-to-noise ratio, more is better.
      </Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Items</Table.Th>
          <Table.Th ta="right">MSE</Table.Th>
          <Table.Th ta="right">PSNR</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map(({ name, distance }) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" fw={400}>
              {name}
            </Table.Th>
            <Table.Td ta="right">{distance.squaredError.toPrecision(3)}</Table.Td>
            <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
              {decibelText(distance.decibels)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
