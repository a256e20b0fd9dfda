import { useLatest } from '@autoencoders/app-kit';
import { Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { OneItem } from '../../items/one-item.js';
import { worker } from '../../page/store.js';
import { useReduceState } from './reduce-state.js';
import type { MappedItem } from './reduced.js';

/** The example that is pointed at on one of the maps, in a corner of the window: maps are taller than that. */
export function PointedItem() {
  const row = useReduceState(({ pointed }) => pointed?.row);
  const count = useReduceState((state) => state.count);
  const [found, setFound] = useState<MappedItem & { readonly row: number }>();
  useLatest(async () => {
    if (row === undefined) return;
    setFound({ ...(await worker().reduce.item(count, row)), row });
  }, [row, count]);
  if (row === undefined || !found) return null;
  return (
    <Paper
      withBorder
      shadow="md"
      p="xs"
      role="status"
      style={{ position: 'fixed', right: 16, bottom: 16, zIndex: 50, pointerEvents: 'none' }}
    >
      <OneItem items={found.item} size={112} label="The example pointed at" />
      {found.name && (
        <Text size="sm" mt={4}>
          class {found.name}
        </Text>
      )}
    </Paper>
  );
}
