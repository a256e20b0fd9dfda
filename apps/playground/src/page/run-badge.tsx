import { Badge, Box } from '@mantine/core';
import { type Activity, usePlayground } from './store.js';

const words: Readonly<Record<Activity, string>> = {
  idle: 'Ready',
  starting: 'Starting',
  training: 'Training',
  paused: 'Paused',
  stopping: 'Stopping',
};

/** What the worker is doing, seen from every room; a change is read out. */
export function RunBadge() {
  const activity = usePlayground((state) => state.activity);
  const run = usePlayground((state) => state.run);
  if (!run) return null;
  return (
    <Badge
      role="status"
      variant="outline"
      color={activity === 'training' ? 'var(--mantine-color-text)' : 'var(--quiet)'}
    >
      {words[activity]}
      {activity === 'training' && (
        // A phone has no room for it.
        <Box component="span" visibleFrom="xs">{` · epoch ${Math.floor(run.epoch) + 1}`}</Box>
      )}
    </Badge>
  );
}
