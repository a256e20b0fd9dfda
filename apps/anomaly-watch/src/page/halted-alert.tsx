import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { watch } from './actions.js';
import { useWatch } from './state.js';

/** Says that the engine went away, and offers to train again. */
export function HaltedAlert() {
  const { halted, table, activity } = useWatch('halted', 'table', 'activity');
  if (halted === undefined) return null;
  return (
    <Alert color="orange" role="alert" icon={<IconPlugConnectedX />} title="The work came to a halt">
      <Stack gap="xs">
        <Text size="sm">
          What happened: {halted}. The table and what you chose are still here; a training under way is lost.
        </Text>
        {table && (
          <Group gap="xs">
            <Button size="xs" disabled={activity !== 'idle'} onClick={() => void watch()}>
              Train again
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={activity !== 'idle'}
              onClick={() => void watch('wasm')}
            >
              Train again without the graphics card
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}
