import { Slider, Stack, Text } from '@mantine/core';
import { scoreOf, useAnomaly } from './anomaly-state.js';
import type { Scored } from './scored.js';
import { expectedFalseAlarms } from './threshold.js';
import { percent } from './told.js';

/** The threshold by the false alarms that it is to give, from the scores of normal items that were kept apart. */
export function FalseAlarmSlider({ scored: { heldBack }, scored }: { readonly scored: Scored }) {
  const change = useAnomaly((state) => state.change);
  const expected = useAnomaly((state) => expectedFalseAlarms(heldBack, scoreOf(state.threshold, scored)));
  const lowest = 1 / (heldBack.length + 1);
  return (
    <Stack gap={2}>
      <Text size="sm" id="expected-false-alarms">
        False alarms to expect: <b>{percent(expected)}</b> of the normal
      </Text>
      <Slider
        aria-labelledby="expected-false-alarms"
        thumbLabel="False alarms to expect"
        thumbValueText={(value) => percent(value)}
        scale={(power) => 10 ** power}
        label={(value) => percent(value)}
        min={Math.log10(lowest)}
        max={Math.log10(0.5)}
        step={0.01}
        value={Math.min(Math.log10(0.5), Math.log10(expected))}
        marks={[0.01, 0.05, 0.2]
          .filter((rate) => rate > lowest)
          .map((rate) => ({ value: Math.log10(rate), label: `${100 * rate} %` }))}
        mb="lg"
        styles={{ markLabel: { color: 'var(--quiet)' } }}
        onChange={(power) => change({ threshold: { by: 'rate', rate: 10 ** power } })}
      />
      <Text size="xs" c="var(--quiet)">
        Set by {heldBack.length} normal items that were kept apart; below it is counted on others.
      </Text>
    </Stack>
  );
}
