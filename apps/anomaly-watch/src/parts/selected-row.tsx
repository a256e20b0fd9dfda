import { ActionIcon, Group, Paper, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { change, useWatch } from '../page/state.js';
import { placeText } from '../plot/place-text.js';
import { shortNumber } from '../plot/ticks.js';
import { BlameList } from './blame-list.js';

/** The row that was clicked on, with all columns. */
export function SelectedRow() {
  const { selected, axis, threshold } = useWatch('selected', 'axis', 'threshold');
  if (!selected || !axis) return null;
  return (
    <Paper withBorder p="sm" role="status">
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">
            <b>{placeText(axis, selected.row)}</b>: score {shortNumber(selected.score)},{' '}
            {selected.score > threshold ? 'above' : 'below'} the threshold
          </Text>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label="Let go of this row"
            onClick={() => change({ selected: undefined })}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
        <BlameList finding={selected} axis={axis} most={8} />
      </Stack>
    </Paper>
  );
}
