import { Card, downloadFile, ProblemAlert, useTask } from '@autoencoders/app-kit';
import { Button, Group, Text } from '@mantine/core';
import { IconDownload, IconPhoto } from '@tabler/icons-react';
import { useWatch } from '../page/state.js';
import { worker } from '../page/worker.js';

/** What a visitor takes along: the rows with their scores, the detector, the plot. */
export function TakeAlongCard() {
  const { outcome, table } = useWatch('outcome', 'table');
  const name = table?.title.replace(/\.\w+$/, '') ?? 'table';
  const saving = useTask(async (what: 'scores' | 'detector' | 'plot') => {
    if (what === 'scores') downloadFile(`${name}.scores.csv`, await worker().exportScores(), 'text/csv');
    else if (what === 'detector') {
      downloadFile(`${name}.detector.zip`, await worker().exportDetector(), 'application/zip');
    } else downloadFile(`${name}.png`, await plotPicture(), 'image/png');
  });
  if (!outcome) return null;
  return (
    <Card title="Take along">
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<IconDownload size={16} />}
          disabled={saving.busy}
          onClick={() => void saving.run('scores')}
        >
          Scores (CSV)
        </Button>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} />}
          disabled={saving.busy}
          onClick={() => void saving.run('detector')}
        >
          Detector (zip)
        </Button>
        <Button
          variant="default"
          leftSection={<IconPhoto size={16} />}
          disabled={saving.busy}
          onClick={() => void saving.run('plot')}
        >
          Plot (PNG)
        </Button>
      </Group>
      <Text size="sm" c="var(--quiet)">
        The scores are your rows with two columns more. The detector opens in Node with the package
        @autoencoders/anomaly; how is told in the README. It is also kept in this browser, to be used again on
        another file.
      </Text>
      <ProblemAlert problem={saving.problem} />
    </Card>
  );
}

/** The plot as it is seen. */
async function plotPicture(): Promise<Uint8Array> {
  const canvas = document.querySelector<HTMLCanvasElement>('canvas[data-plot]')!;
  const filled = document.createElement('canvas');
  filled.width = canvas.width;
  filled.height = canvas.height;
  const context = filled.getContext('2d')!;
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, filled.width, filled.height);
  context.drawImage(canvas, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => filled.toBlob(resolve));
  return new Uint8Array(await blob!.arrayBuffer());
}
