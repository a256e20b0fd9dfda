import { NumberInput } from '@mantine/core';
import { chooseRate } from '../page/actions.js';
import { useWatch } from '../page/state.js';

/** The share of normal rows that may be called odd: it puts the threshold where that many are above. */
export function FalseAlarmRate() {
  const { settings, activity } = useWatch('settings', 'activity');
  return (
    <NumberInput
      label="False-alarm rate"
      w={140}
      suffix=" %"
      value={Number((100 * settings.falseAlarmRate).toPrecision(6))}
      min={0.01}
      max={50}
      decimalScale={3}
      step={0.5}
      clampBehavior="blur"
      disabled={activity !== 'idle'}
      onChange={(given) => {
        if (typeof given !== 'number' || given < 0.01 || given > 50) return;
        if (Math.abs(given / 100 - settings.falseAlarmRate) > 1e-9) void chooseRate(given / 100);
      }}
    />
  );
}
