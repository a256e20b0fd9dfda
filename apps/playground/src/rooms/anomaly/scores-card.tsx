import { Card } from '@autoencoders/app-kit';
import { Group, Select, Text } from '@mantine/core';
import { useAnomalyParts } from './anomaly-state.js';
import { FalseAlarmSlider } from './false-alarm-slider.js';
import { groupShown } from './group-shown.js';
import { Judged } from './judged.js';
import { ScoreHistogram } from './score-histogram.js';
import type { Scored } from './scored.js';

/** The scores of normal and odd items, the threshold, and what it decides. */
export function ScoresCard({ scored }: { readonly scored: Scored }) {
  const { normalIs, against, change } = useAnomalyParts('normalIs', 'against', 'change');
  const group = groupShown(scored, normalIs, against);
  return (
    <Card level={3} title="Scores">
      <Group justify="space-between" align="end" gap="sm">
        <Text size="sm" c="var(--quiet)" maw="30rem">
          {normalIs === 'classes'
            ? 'Items of the test part, which the detector has not seen. Drag the line: what is to the right of it gives an alarm.'
            : 'Items that the model has not seen. Drag the line: what is to the right of it gives an alarm.'}
        </Text>
        <Select
          label="Odd ones to compare with"
          data={scored.odd.map(({ name }) => name)}
          value={group?.name ?? null}
          placeholder="none"
          clearable={normalIs === 'all'}
          onChange={(name) => change({ against: name ?? 'none' })}
        />
      </Group>
      <ScoreHistogram scored={scored} group={group} />
      <FalseAlarmSlider scored={scored} />
      <Judged scored={scored} group={group} />
    </Card>
  );
}
