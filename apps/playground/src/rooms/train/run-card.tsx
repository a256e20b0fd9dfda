import { Card } from '@autoencoders/app-kit';
import { Alert, Group, Progress, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useDeferredValue } from 'react';
import { ItemsView } from '../../items/items-view.js';
import type { RunRecord } from '../../kept/run-record.js';
import { type Live, noLive, useParts } from '../../page/store.js';
import { LossPlot } from './loss-plot.js';
import { RunButtons } from './run-buttons.js';
import { RunDownloads } from './run-downloads.js';

/** The run at hand: what it does, its loss, and its reconstructions. */
export function RunCard() {
  const { run, live, activity } = useParts('run', 'live', 'activity');
  return (
    <Card level={3} title="Run">
      <RunButtons />
      {run && <RunState run={run} live={live} training={activity === 'training'} />}
      {activity === 'starting' && !live.reconstructions && <Text role="status">Starting the engine …</Text>}
      {live.warnings.map((warning) => (
        <Alert key={warning} variant="light" color="yellow" icon={<IconInfoCircle />}>
          {warning}
        </Alert>
      ))}
      {run && <Outcome run={run} live={live} />}
      {!run && (
        <Text c="var(--quiet)">
          Press Train: the loss appears here within seconds, and below it what the model makes of examples.
        </Text>
      )}
    </Card>
  );
}

/** What comes of the run; its parts appear in the slices of time that the page has left. */
function Outcome({ run, live }: { readonly run: RunRecord; readonly live: Live }) {
  const begun = useDeferredValue(run.curve.length > 0, false);
  const { originals, reconstructions, latentShape } = useDeferredValue(live, noLive);
  return (
    <>
      {begun && <LossPlot run={run} />}
      {originals && reconstructions && (
        <Stack gap="xs">
          <Text size="sm" fw={600}>
            Examples it has not learnt from
          </Text>
          <ItemsView items={originals} label="Examples that were not learnt from" />
          <Text size="sm" fw={600}>
            Their reconstructions
          </Text>
          <ItemsView items={reconstructions} label="Their reconstructions so far" />
        </Stack>
      )}
      {latentShape && <RunDownloads />}
    </>
  );
}

interface RunStateProps {
  readonly run: RunRecord;
  readonly live: Live;
  readonly training: boolean;
}

function RunState({ run, live, training }: RunStateProps) {
  const { epochs } = run.configuration.training;
  const figures = [
    live.engine,
    live.parameters !== undefined && `${live.parameters.toLocaleString('en')} parameters`,
    live.latentShape && `code of ${live.latentShape.join(' × ')}`,
    run.step > 0 && `step ${run.step.toLocaleString('en')}`,
    run.saved > 0 && `kept up to step ${run.saved.toLocaleString('en')}`,
    training && live.rate !== undefined && `${Math.round(live.rate).toLocaleString('en')} examples a second`,
    training &&
      live.secondsLeft !== undefined &&
      live.secondsLeft > 1 &&
      `${duration(live.secondsLeft)} left`,
  ];
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600}>
          {run.title}
        </Text>
        <Text size="sm">
          epoch {Math.min(epochs, Math.floor(run.epoch))} of {epochs}
        </Text>
      </Group>
      <Progress value={(100 * run.epoch) / epochs} aria-label="Epochs done" />
      <Text size="xs" c="var(--quiet)">
        {figures.filter(Boolean).join(' · ')}
      </Text>
    </Stack>
  );
}

/** Seconds as a person says them. */
function duration(seconds: number): string {
  return seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
