import { Button, Paper, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePlayground } from './store.js';

/** Shows a room that needs a model, or the way to one. */
export function NeedsModel({ children }: { readonly children: ReactNode }) {
  const ready = usePlayground(({ live }) => live.latentShape !== undefined);
  const enter = usePlayground((state) => state.enter);
  if (ready) return children;
  return (
    <Paper withBorder p="lg">
      <Stack align="flex-start">
        <Text>This room uses a trained model: train one, or open a run that is kept.</Text>
        <Button onClick={() => enter('train')}>Train a model</Button>
        <Button variant="default" onClick={() => enter('runs')}>
          Open a kept run
        </Button>
      </Stack>
    </Paper>
  );
}
