import { Card, messageOf, PixelPicture, ProblemAlert, useLatest } from '@autoencoders/app-kit';
import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { InputSource } from '../../drawing/input-source.js';
import { RowTable } from '../../items/row-table.js';
import { worker } from '../../page/store.js';
import { useCalmRevision } from '../../page/use-calm-revision.js';
import type { DenoisedItem, Noise } from './denoised.js';
import { distanceText, verdict } from './figures.js';

interface NoisyItemCardProps {
  readonly source: InputSource | undefined;
  readonly noise: Noise;
}

const titles = ['Clean', 'With noise', 'Cleaned'] as const;

/** One item: clean, with noise and cleaned, as one draws and changes the noise. */
export function NoisyItemCard({ source, noise }: NoisyItemCardProps) {
  const [result, setResult] = useState<DenoisedItem>();
  const [problem, setProblem] = useState<string>();
  const revision = useCalmRevision();
  useLatest(async () => {
    try {
      setResult(source && (await worker().denoise.denoise(source, noise)));
      setProblem(undefined);
    } catch (error) {
      setProblem(messageOf(error));
    }
  }, [source, noise, revision]);

  return (
    <Card level={3} title="One item">
      <ProblemAlert problem={problem} />
      {!source && <Text size="sm">Draw something on the pad: it is cleaned as you draw.</Text>}
      {source && result && (
        <>
          <Pictures result={result} />
          <Text size="sm">{verdict(result)}</Text>
        </>
      )}
    </Card>
  );
}

function Pictures({ result: { items, noisy, cleaned } }: { readonly result: DenoisedItem }) {
  if (items.kind === 'rows') {
    return (
      <>
        <RowTable columns={items.columns} names={titles} rows={items.rows} />
        <Text size="xs" c="var(--quiet)">
          With noise {distanceText(noisy)}; cleaned {distanceText(cleaned)}.
        </Text>
      </>
    );
  }
  const captions = ['', distanceText(noisy), distanceText(cleaned)];
  return (
    <SimpleGrid cols={3} spacing="xs" maw={480}>
      {titles.map((title, index) => (
        <Stack key={title} gap={4} justify="flex-end">
          <Text size="sm" fw={600}>
            {title}
          </Text>
          <PixelPicture pixels={items.pixels} index={index} size={96} label={title} />
          <Text size="xs" c="var(--quiet)" mih="3em">
            {captions[index]}
          </Text>
        </Stack>
      ))}
    </SimpleGrid>
  );
}
