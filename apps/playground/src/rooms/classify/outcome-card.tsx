import { Card } from '@autoencoders/app-kit';
import { Stack, Text } from '@mantine/core';
import { memo } from 'react';
import { ConfusedPairs } from './confused-pairs-list.js';
import { ConfusionTable } from './confusion-table.js';
import type { Outcome } from './outcome.js';

interface OutcomeCardProps {
  readonly outcome: Outcome;
  readonly pictures: boolean;
  /** A test item was chosen. */
  readonly onRow: (row: number) => void;
}

/** How the classifier does on the test part. */
export const OutcomeCard = memo(function OutcomeCard({ outcome, pictures, onRow }: OutcomeCardProps) {
  const { accuracy, chance, tested, settings, seconds } = outcome;
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  return (
    <Card level={3} title="On the test part">
      <div role="status">
        <Text size="xl" fw={650}>
          {percent(accuracy)} right
        </Text>
        <Text size="sm" c="var(--quiet)">
          of {tested.toLocaleString('en')} test items, learnt from {settings.labelled.toLocaleString('en')}{' '}
          labelled examples in {seconds.toFixed(1)} s (
          {settings.mode === 'frozen' ? 'frozen codes' : 'fine-tuned encoder'},{' '}
          {settings.head === 'linear' ? 'linear' : 'one hidden layer'}). Always naming the most frequent class
          would be right in {percent(chance)}.
        </Text>
      </div>
      <Stack gap="md">
        <ConfusionTable classes={outcome.classes} counts={outcome.counts} />
        <ConfusedPairs outcome={outcome} pictures={pictures} onRow={onRow} />
      </Stack>
    </Card>
  );
});
