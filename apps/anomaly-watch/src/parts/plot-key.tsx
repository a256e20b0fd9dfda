import { Box, Group, Text, useComputedColorScheme } from '@mantine/core';
import { useWatch } from '../page/state.js';
import { inkOf } from '../plot/draw.js';

/** What the marks of the plot mean. */
export function PlotKey() {
  const { judgement, dragging } = useWatch('judgement', 'dragging');
  const ink = inkOf(useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark');
  const keys = [
    ...(judgement
      ? [
          { text: 'threshold', style: { borderTop: `2px dashed ${ink.threshold}`, height: 0 } },
          { text: 'alarm', style: { background: ink.alarm, height: 12 } },
        ]
      : []),
    ...(judgement?.faults
      ? [{ text: 'fault, by its column', style: { background: ink.fault, height: 3 } }]
      : []),
    ...(judgement && dragging === 'zoom'
      ? []
      : [
          {
            text: 'normal rows',
            style: { background: ink.normal, height: 12, border: '1px solid var(--line)' },
          },
        ]),
  ];
  return (
    <Group gap="4px 16px">
      {keys.map(({ text, style }) => (
        <Group key={text} gap={6} wrap="nowrap">
          <Box w={16} style={style} aria-hidden />
          <Text size="xs">{text}</Text>
        </Group>
      ))}
    </Group>
  );
}
