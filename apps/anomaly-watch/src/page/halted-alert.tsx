import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import type { CutOff } from '../worker/kept-training.js';
import { useWatch } from './state.js';
import { forgetTraining, goOn, watch } from './training.js';

/** Says that the engine went away or that the page was closed, and offers to go on. */
export function HaltedAlert() {
  const { halted, cutOff, table, activity } = useWatch('halted', 'cutOff', 'table', 'activity');
  if (halted === undefined && (cutOff === undefined || activity !== 'idle')) return null;
  const again = cutOff ? goOn : watch;
  const verb = cutOff && cutOff.saved > 0 ? 'Go on' : 'Train again';
  return (
    <Alert
      color="orange"
      role="alert"
      icon={<IconPlugConnectedX />}
      title={halted === undefined ? 'A training was cut off' : 'The work came to a halt'}
    >
      <Stack gap="xs">
        <Text size="sm">
          {halted === undefined
            ? `The training of a detector on ${table?.title} did not come to its end: the page was closed, or the engine failed. `
            : `What happened: ${halted}. The table and what you chose are still here. `}
          {kept(cutOff)}
        </Text>
        {table && (
          <Group gap="xs">
            <Button size="xs" disabled={activity !== 'idle'} onClick={() => void again()}>
              {verb}
            </Button>
            {halted !== undefined && (
              <Button
                size="xs"
                variant="default"
                disabled={activity !== 'idle'}
                onClick={() => void again('wasm')}
              >
                {verb} without the graphics card
              </Button>
            )}
            {halted === undefined && (
              <Button size="xs" variant="default" onClick={() => void forgetTraining()}>
                Forget it
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Alert>
  );
}

/** What is left of the training; it is kept every ten seconds. */
function kept(cutOff: CutOff | undefined): string {
  if (!cutOff) return 'A training under way is lost.';
  const { saved, steps } = cutOff;
  if (saved === 0) return 'It had not yet been kept, as it is every ten seconds.';
  return `The training is kept up to step ${saved.toLocaleString('en')} of ${steps.toLocaleString('en')}.`;
}
