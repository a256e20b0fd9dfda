import { useLatest } from '@autoencoders/app-kit';
import { Group, Slider, Stack, Text } from '@mantine/core';
import { judge, settleThreshold } from '../page/actions.js';
import { change, useWatch } from '../page/state.js';
import { shortNumber } from '../plot/ticks.js';
import { FalseAlarmRate } from './false-alarm-rate.js';
import { thresholdScale } from './threshold-scale.js';

/** Moves the threshold, by a slider or by the share of false alarms, and says at once what comes of it. */
export function ThresholdRow() {
  const { outcome, threshold, judgement, activity, thresholdNote } = useWatch(
    'outcome',
    'threshold',
    'judgement',
    'activity',
    'thresholdNote',
  );
  useLatest(async () => {
    if (outcome) await judge(threshold);
  }, [outcome, threshold]);
  if (!outcome) return null;
  const disabled = activity !== 'idle';
  const { toPlace, toThreshold } = thresholdScale(outcome);
  return (
    <Stack gap={6}>
      <Group align="flex-end" gap="md">
        <Stack gap={4} flex={1} miw={200}>
          <Text size="sm" fw={500}>
            Threshold {shortNumber(threshold)}
          </Text>
          <Slider
            min={0}
            max={1000}
            value={toPlace(threshold)}
            disabled={disabled}
            label={null}
            thumbLabel="Threshold"
            thumbProps={{ 'aria-valuetext': `score ${shortNumber(threshold)}` }}
            onChange={(place) => change({ threshold: toThreshold(place), thresholdNote: undefined })}
            onChangeEnd={() => void settleThreshold()}
          />
        </Stack>
        <FalseAlarmRate />
      </Group>
      {judgement && (
        <Text size="sm" role="status">
          {judgement.alarms.length} {judgement.alarms.length === 1 ? 'alarm' : 'alarms'} over{' '}
          {judgement.rows.toLocaleString('en')} rows. Of {judgement.normalCount.toLocaleString('en')} normal{' '}
          {outcome.unit} it has not learnt from, {judgement.normalAbove} are above (
          {shortNumber(
            Number(((100 * judgement.normalAbove) / Math.max(1, judgement.normalCount)).toFixed(2)),
          )}{' '}
          %).
        </Text>
      )}
      {thresholdNote && <Text size="sm">{thresholdNote}</Text>}
    </Stack>
  );
}
