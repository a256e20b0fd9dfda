import { Group, Slider, Text } from '@mantine/core';
import { memo } from 'react';
import type { SliderDimension } from './verbs.js';

/** Properties of {@link CodeSlider}. */
export interface CodeSliderProps {
  readonly kind: 'values' | 'entries';
  readonly dimension: SliderDimension;
  readonly value: number;
  readonly onMove: (index: number, value: number) => void;
}

/** The slider of one value of the code; drawn anew only when its own value changes. */
export const CodeSlider = memo(function CodeSlider({ kind, dimension, value, onMove }: CodeSliderProps) {
  const { index, low, high } = dimension;
  const entries = kind === 'entries';
  const name = entries ? `Position ${index}` : `z${index}`;
  const shown = entries ? `${Math.round(value)}` : value.toFixed(2);
  return (
    <Group gap="xs" wrap="nowrap">
      <Text size="xs" w={entries ? 72 : 36} style={{ flexShrink: 0 }}>
        {name}
      </Text>
      <Slider
        flex={1}
        miw={0}
        size="sm"
        min={low}
        max={high}
        step={entries ? 1 : (high - low) / 120}
        label={null}
        thumbLabel={name}
        thumbValueText={shown}
        value={value}
        onChange={(next) => onMove(index, next)}
      />
      <Text size="xs" w={42} ta="right" style={{ flexShrink: 0, fontVariantNumeric: 'tabular-nums' }}>
        {shown}
      </Text>
    </Group>
  );
});
