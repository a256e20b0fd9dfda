import { LinePlot } from '@autoencoders/app-kit';
import { Anchor, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { type Activity, useWatch } from '../page/state.js';
import { pause, resume, stop, watch } from '../page/training.js';

const words: Readonly<Record<Activity, string>> = {
  idle: '',
  reading: 'Reading the file …',
  starting: 'Starting the engine …',
  training: 'Training',
  paused: 'Paused',
  stopping: 'Stopping …',
  scoring: 'Scoring the rows …',
};

/** The button that trains, and how far it is. */
export function TrainingRun() {
  const { activity, columns, progress, scored, curve, engine, outcome } = useWatch(
    'activity',
    'columns',
    'progress',
    'scored',
    'curve',
    'engine',
    'outcome',
  );
  const running = activity === 'training' || activity === 'paused';
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button
          leftSection={outcome ? <IconRefresh size={16} /> : <IconPlayerPlay size={16} />}
          disabled={activity !== 'idle' || columns.length === 0}
          onClick={() => void watch()}
        >
          {outcome ? 'Train again' : 'Train and watch'}
        </Button>
        {running && activity === 'training' && (
          <Button variant="default" leftSection={<IconPlayerPause size={16} />} onClick={() => void pause()}>
            Pause
          </Button>
        )}
        {activity === 'paused' && (
          <Button variant="default" leftSection={<IconPlayerPlay size={16} />} onClick={() => void resume()}>
            Go on
          </Button>
        )}
        {running && (
          <Button variant="default" leftSection={<IconPlayerStop size={16} />} onClick={() => void stop()}>
            Stop
          </Button>
        )}
      </Group>
      <Text size="sm" role="status">
        {words[activity]}
        {running && progress && ` · step ${progress.step} of ${progress.steps}`}
        {activity === 'training' && progress?.secondsLeft !== undefined && progress.secondsLeft > 1
          ? ` · ${Math.round(progress.secondsLeft)} s left`
          : ''}
      </Text>
      {activity !== 'idle' && activity !== 'reading' && (
        <Progress
          aria-label="Training done"
          value={
            activity === 'scoring' ? 100 * scored : progress ? (100 * progress.step) / progress.steps : 0
          }
        />
      )}
      {curve.length > 1 && (
        <LinePlot
          label="Loss by step of the training"
          x={curve.map(({ step }) => step)}
          xLabel="step"
          height={120}
          logarithmic={curve.every(({ loss }) => loss > 0)}
          lines={[{ name: 'loss', values: curve.map(({ loss }) => loss) }]}
        />
      )}
      {outcome && (
        <Anchor href="#series" size="sm" hiddenFrom="md">
          See the scores
        </Anchor>
      )}
      {outcome && outcome.learnt > 0 && (
        <Text size="sm" c="var(--quiet)">
          {outcome.stopped ? 'Stopped after' : 'Trained for'} {outcome.steps.toLocaleString('en')} steps in{' '}
          {outcome.seconds.toFixed(1)} s on {outcome.learnt.toLocaleString('en')} normal {outcome.unit};{' '}
          {outcome.heldOut.toLocaleString('en')} others are kept for the threshold
          {engine ? `. Engine: ${engine}` : ''}.
        </Text>
      )}
    </Stack>
  );
}
