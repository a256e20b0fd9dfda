import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useParts } from './store.js';

/** Says what came of a run whose engine went away, and offers to go on with it. */
export function HaltedAlert() {
  const { halted, goOn } = useParts('halted', 'goOn');
  if (!halted) return null;
  const { reason, saved, step } = halted;
  const lost = step - saved;
  return (
    <Alert
      color="orange"
      role="alert"
      icon={<IconPlugConnectedX />}
      title="The training came to a halt"
      mb="md"
    >
      <Stack gap="xs">
        <Text size="sm">
          {reason}{' '}
          {saved > 0
            ? `The run is kept up to step ${saved}; the ${lost} steps after it are lost.`
            : `There was no checkpoint yet: the ${step} steps are lost.`}
        </Text>
        <Group gap="xs">
          <Button size="xs" onClick={() => goOn()}>
            Go on from step {saved}
          </Button>
          <Button size="xs" variant="default" onClick={() => goOn('wasm')}>
            Go on without the graphics card
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
