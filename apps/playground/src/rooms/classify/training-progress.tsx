import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { create } from 'zustand';
import { worker } from '../../page/store.js';
import type { ClassifierProgress } from './outcome.js';

/** How far the training of a classifier is: only what shows it is rendered anew. */
export const useProgress = create<ClassifierProgress>()(() => ({ stage: '', done: 0 }));

/** Shows how far the training is, and ends it where one does not want to wait. */
export function TrainingProgress() {
  const { stage, done } = useProgress();
  return (
    <Stack gap={6}>
      <Progress value={100 * done} aria-label="Training of the classifier" />
      <Group justify="space-between">
        <Text size="sm">{stage} …</Text>
        <Button size="xs" variant="default" onClick={() => void worker().classify.cancel()}>
          Cancel
        </Button>
      </Group>
    </Stack>
  );
}
