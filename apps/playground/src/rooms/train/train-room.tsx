import { Grid, Stack } from '@mantine/core';
import { RoomTitle } from '../../page/room-title.js';
import { DataCard } from './data-card.js';
import { ModelCard } from './model-card.js';
import { RunCard } from './run-card.js';
import { TrainingCard } from './training-card.js';

/** Choose data, a model and how to train; watch it learn. */
export function TrainRoom() {
  return (
    <>
      <RoomTitle title="Train">
        Choose data and a kind of autoencoder, then watch its loss fall and its reconstructions improve. The
        other rooms use the model while it learns.
      </RoomTitle>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            <DataCard />
            <ModelCard />
            <TrainingCard />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <RunCard />
        </Grid.Col>
      </Grid>
    </>
  );
}
