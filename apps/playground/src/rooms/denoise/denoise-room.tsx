import { Card, ProblemAlert } from '@autoencoders/app-kit';
import { Grid, Loader, Stack } from '@mantine/core';
import { useState } from 'react';
import { InputChooser } from '../../drawing/input-chooser.js';
import type { InputDescription } from '../../drawing/input-description.js';
import type { InputSource } from '../../drawing/input-source.js';
import { useInputDescription } from '../../drawing/use-input-description.js';
import { NeedsModel } from '../../page/needs-model.js';
import { RoomTitle } from '../../page/room-title.js';
import { usePlayground, worker } from '../../page/store.js';
import type { Noise } from './denoised.js';
import { NoiseFields } from './noise-fields.js';
import { NoisyItemCard } from './noisy-item-card.js';
import { NoisyItemsCard } from './noisy-items-card.js';
import { TrainedForIt } from './trained-for-it.js';

/** Add noise, and see what the model makes of it. */
export function DenoiseRoom() {
  const run = usePlayground((state) => state.run);
  return (
    <>
      <RoomTitle title="Denoise">
        Add noise to a drawing or a test item, and see what the model makes of it: whether what comes out is
        nearer to the clean item than what went in.
      </RoomTitle>
      <NeedsModel>
        <Described key={run?.id} />
      </NeedsModel>
    </>
  );
}

const loadItems = (rows: readonly number[]) => worker().denoise.testItems(rows);

function Described() {
  const { description, problem } = useInputDescription(() => worker().denoise.describeInput());
  if (problem !== undefined) return <ProblemAlert problem={problem} />;
  return description ? <Contents description={description} /> : <Loader aria-label="Asking for the model" />;
}

function Contents({ description }: { readonly description: InputDescription }) {
  const [source, setSource] = useState<InputSource | undefined>({ kind: 'test', row: 0 });
  const [noise, setNoise] = useState<Noise>({ name: 'gaussian', strength: 0.3, seed: 0 });
  return (
    <Stack>
      <TrainedForIt description={description} noise={noise} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Card level={3} title="Input">
            <InputChooser
              description={description}
              loadItems={loadItems}
              row={source?.kind === 'test' ? source.row : undefined}
              onSource={setSource}
            />
          </Card>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack>
            <NoisyItemCard source={source} noise={noise} />
            <Card level={3} title="Noise">
              <NoiseFields noise={noise} onChange={setNoise} />
            </Card>
          </Stack>
        </Grid.Col>
        <Grid.Col span={12}>
          <NoisyItemsCard noise={noise} />
        </Grid.Col>
      </Grid>
    </Stack>
  );
}
