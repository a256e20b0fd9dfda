import { ProblemAlert } from '@autoencoders/app-kit';
import { Button, Loader, Paper, Stack, Text } from '@mantine/core';
import { useInputDescription } from '../../drawing/use-input-description.js';
import { NeedsModel } from '../../page/needs-model.js';
import { RoomTitle } from '../../page/room-title.js';
import { usePlayground, worker } from '../../page/store.js';
import { Classification } from './classification.js';

/** Tell classes apart by the model's codes. */
export function ClassifyRoom() {
  const run = usePlayground((state) => state.run);
  return (
    <>
      <RoomTitle title="Classify">
        The autoencoder learnt without labels. Put a classifier on its codes, with as few labelled examples as
        you like, and see which classes it tells apart.
      </RoomTitle>
      <NeedsModel>
        <Described key={run?.id} />
      </NeedsModel>
    </>
  );
}

function Described() {
  const { description, problem } = useInputDescription(() => worker().classify.describeInput());
  const enter = usePlayground((state) => state.enter);
  if (problem !== undefined) return <ProblemAlert problem={problem} />;
  if (!description) return <Loader aria-label="Asking for the model" />;
  if (description.classes.length >= 2) return <Classification description={description} />;
  return (
    <Paper withBorder p="lg">
      <Stack align="flex-start">
        <Text>
          The model’s data have no classes, which a classifier learns to tell apart. Choose MNIST,
          Fashion-MNIST or Digits, or a CSV file with a column that names the class.
        </Text>
        <Button onClick={() => enter('train')}>Choose other data</Button>
      </Stack>
    </Paper>
  );
}
