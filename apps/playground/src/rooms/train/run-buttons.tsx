import { Button, Group } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { type Playground, useParts, usePlayground } from '../../page/store.js';

/** Train, pause, go on, stop. */
export function RunButtons() {
  const { activity, summary, train, pause, resume, stop, goOn } = useParts(
    'activity',
    'summary',
    'train',
    'pause',
    'resume',
    'stop',
    'goOn',
  );
  const left = usePlayground(canGoOn);
  if (activity === 'idle') {
    return (
      <Group gap="xs">
        <Button leftSection={<IconPlayerPlay size={16} />} disabled={!summary} onClick={() => void train()}>
          Train
        </Button>
        {left && (
          <Button variant="default" onClick={() => void goOn()}>
            Go on with this run
          </Button>
        )}
      </Group>
    );
  }
  return (
    <Group gap="xs">
      {activity === 'paused' ? (
        <Button leftSection={<IconPlayerPlay size={16} />} onClick={() => void resume()}>
          Resume
        </Button>
      ) : (
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={16} />}
          disabled={activity !== 'training'}
          onClick={() => void pause()}
        >
          Pause
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconPlayerStop size={16} />}
        loading={activity === 'stopping'}
        disabled={activity === 'starting'}
        onClick={() => void stop()}
      >
        Stop
      </Button>
    </Group>
  );
}

/** Whether the run at hand has epochs left, and its model is there. */
function canGoOn({ run, live }: Playground): boolean {
  if (!run || !live.latentShape) return false;
  return run.step > 0 && run.epoch < run.configuration.training.epochs;
}
