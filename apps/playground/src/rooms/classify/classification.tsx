import { Card, useTask } from '@autoencoders/app-kit';
import { Grid, Stack, Text } from '@mantine/core';
import { proxy } from 'comlink';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { InputDescription } from '../../drawing/input-description.js';
import type { InputSource } from '../../drawing/input-source.js';
import { usePlayground, worker } from '../../page/store.js';
import { ClassifierCard } from './classifier-card.js';
import type { ClassifierProgress, ClassifierSettings, Outcome } from './outcome.js';
import { OutcomeCard } from './outcome-card.js';
import { useProgress } from './training-progress.js';
import { TryCard } from './try-card.js';

const tellProgress = (progress: ClassifierProgress) => useProgress.setState(progress);

/** A classifier: train it, see how it does, try it. */
export function Classification({ description }: { readonly description: InputDescription }) {
  const [outcome, setOutcome] = useState<Outcome>();
  const [source, setSource] = useState<InputSource | undefined>(
    description.pad ? undefined : { kind: 'test', row: 0 },
  );
  const tryCard = useRef<HTMLDivElement>(null);
  const training = useTask(async (settings: ClassifierSettings) => {
    useProgress.setState({ stage: 'Copying the model', done: 0 });
    const { revision } = usePlayground.getState();
    const done = await worker().classify.train(settings, revision, proxy(tellProgress));
    if (done) setOutcome(done);
  });
  useEffect(() => {
    void worker()
      .classify.outcome()
      .then(
        (kept) => kept && setOutcome(kept),
        () => {},
      );
    // Nobody waits for a classifier any more when its room is left.
    return () => void worker().classify.cancel();
  }, []);

  const choose = useCallback((row: number) => {
    setSource({ kind: 'test', row });
    tryCard.current?.scrollIntoView({ block: 'nearest' });
  }, []);

  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack>
          <ClassifierCard
            description={description}
            outcome={outcome}
            busy={training.busy}
            problem={training.problem}
            onTrain={training.run}
          />
          {outcome && <OutcomeCard outcome={outcome} pictures={description.pictures} onRow={choose} />}
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 7 }} ref={tryCard}>
        {outcome ? (
          <TryCard description={description} outcome={outcome} source={source} onSource={setSource} />
        ) : (
          <Card level={3} title="Try it">
            <Text size="sm">
              Train the classifier, which takes seconds.{' '}
              {description.pad ? 'Then draw something here' : 'Then choose a test row here'}: how probable
              each class seems is shown at once.
            </Text>
          </Card>
        )}
      </Grid.Col>
    </Grid>
  );
}
