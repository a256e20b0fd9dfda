import { PixelPicture, ProblemAlert, useTask } from '@autoencoders/app-kit';
import { Button, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import '../../drawing/test-item-chooser.css';
import { worker } from '../../page/store.js';
import { type ConfusedPair, confusedPairs } from './confused-pairs.js';
import type { Outcome } from './outcome.js';

interface ConfusedPairsProps {
  readonly outcome: Outcome;
  readonly pictures: boolean;
  readonly onRow: (row: number) => void;
}

/** The classes that are confused most, with test items of each pair. */
export function ConfusedPairs({ outcome, pictures, onRow }: ConfusedPairsProps) {
  const { classes, counts } = outcome;
  const pairs = confusedPairs(counts, classes.length, 5);
  const [chosen, setChosen] = useState<ConfusedPair>();
  const shown = useTask(({ actual, predicted }: ConfusedPair) =>
    worker().classify.confused(actual, predicted),
  );
  useEffect(() => {
    setChosen(undefined);
    shown.clear();
  }, [outcome]);
  if (pairs.length === 0) return <Text size="sm">No test item is confused.</Text>;

  const same = (pair: ConfusedPair) => chosen?.actual === pair.actual && chosen.predicted === pair.predicted;
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        Confused most
      </Text>
      <Group gap="xs">
        {pairs.map((pair) => (
          <Button
            key={`${pair.actual} ${pair.predicted}`}
            size="compact-sm"
            variant={same(pair) ? 'filled' : 'default'}
            aria-pressed={same(pair)}
            onClick={() => {
              setChosen(pair);
              void shown.run(pair);
            }}
          >
            {classes[pair.actual]} taken for {classes[pair.predicted]}: {pair.count} (
            {Math.round(100 * pair.share)}%)
          </Button>
        ))}
      </Group>
      <ProblemAlert problem={shown.problem} />
      {chosen && shown.result && (
        <Group gap={6} role="group" aria-label="Test items of the pair">
          {shown.result.rows.map((row, at) => {
            const { items } = shown.result!;
            const name = `Test item ${row + 1}, ${classes[chosen.actual]} taken for ${classes[chosen.predicted]}`;
            return pictures && items.kind === 'pictures' ? (
              <UnstyledButton
                key={row}
                className="test-item"
                aria-label={`${name}: try it`}
                onClick={() => onRow(row)}
              >
                <PixelPicture pixels={items.pixels} index={at} size={44} />
              </UnstyledButton>
            ) : (
              <Button key={row} size="compact-sm" variant="default" onClick={() => onRow(row)}>
                Row {row + 1}
              </Button>
            );
          })}
        </Group>
      )}
      {chosen && (
        <Text size="xs" c="var(--quiet)">
          Choose one: “Try it” then shows how probable each class seemed.
        </Text>
      )}
    </Stack>
  );
}
