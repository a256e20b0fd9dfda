import { Card, messageOf, PixelPicture, ProblemAlert, useLatest } from '@autoencoders/app-kit';
import { Grid, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { InputChooser } from '../../drawing/input-chooser.js';
import type { InputDescription } from '../../drawing/input-description.js';
import type { InputSource } from '../../drawing/input-source.js';
import { RowTable } from '../../items/row-table.js';
import { worker } from '../../page/store.js';
import type { Classified, Outcome } from './outcome.js';
import { ProbabilityBars } from './probability-bars.js';

interface TryCardProps {
  readonly description: InputDescription;
  readonly outcome: Outcome;
  readonly source: InputSource | undefined;
  readonly onSource: (source: InputSource | undefined) => void;
}

const loadItems = (rows: readonly number[]) => worker().classify.testItems(rows);

/** Draw something or take a test item: how probable each class seems, at once. */
export function TryCard({ description, outcome, source, onSource }: TryCardProps) {
  const [result, setResult] = useState<Classified>();
  const [problem, setProblem] = useState<string>();
  useLatest(async () => {
    try {
      setResult(source && (await worker().classify.classify(source)));
      setProblem(undefined);
    } catch (error) {
      setProblem(messageOf(error));
    }
  }, [source, outcome]);
  const shown = source && result;
  const told = shown ? likeliest(shown, outcome.classes) : '';
  const [readOut] = useDebouncedValue(told, 800);

  return (
    <Card level={3} title="Try it">
      <ProblemAlert problem={problem} />
      <VisuallyHidden aria-live="polite">{readOut}</VisuallyHidden>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, sm: 'content' }}>
          <InputChooser
            description={description}
            loadItems={loadItems}
            row={source?.kind === 'test' ? source.row : undefined}
            onSource={onSource}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 'auto' }}>
          {shown ? (
            <Stack gap="sm">
              <Seen result={shown} classes={outcome.classes} />
              <Text fw={600}>{told}</Text>
              <ProbabilityBars
                classes={outcome.classes}
                probabilities={shown.probabilities}
                label={shown.label}
              />
            </Stack>
          ) : (
            <Text size="sm">
              {description.pad ? 'Draw something, or take a test item' : 'Choose a test row'}: here is how
              probable each class seems.
            </Text>
          )}
        </Grid.Col>
      </Grid>
    </Card>
  );
}

/** The input as the model sees it. */
function Seen({
  result: { item, label },
  classes,
}: {
  readonly result: Classified;
  readonly classes: readonly string[];
}) {
  const name = label < 0 ? '' : `, in the data: ${classes[label]}`;
  return item.kind === 'pictures' ? (
    <Stack gap={4}>
      <Text size="xs" c="var(--quiet)">
        What the model sees{name}
      </Text>
      <PixelPicture pixels={item.pixels} size={84} label={`What the model sees${name}`} />
    </Stack>
  ) : (
    <>
      <RowTable columns={item.columns} names={['Value']} rows={item.rows} />
      <Text size="xs" c="var(--quiet)">
        {name.slice(2)}
      </Text>
    </>
  );
}

function likeliest({ probabilities }: Classified, classes: readonly string[]): string {
  const best = probabilities.indexOf(Math.max(...probabilities));
  return `Most probable: ${classes[best]} (${Math.round(100 * probabilities[best]!)}%)`;
}
