import { ProblemAlert } from '@autoencoders/app-kit';
import { Button, Group, NumberInput, Progress, Select, Stack, Text } from '@mantine/core';
import { IconDice5 } from '@tabler/icons-react';
import { proxy } from 'comlink';
import { useEffect, useRef, useState } from 'react';
import { ItemsView } from '../../items/items-view.js';
import { usePlayground, worker } from '../../page/store.js';
import { useLook } from '../../page/use-look.js';
import type { About } from './about.js';
import { type SamplerChoice, samplersFor } from './sampler-names.js';

/** Properties of the panels of the room. */
export interface PanelProps {
  readonly about: About;
  /** The class to make, where the model can be told one. */
  readonly label: number | undefined;
}

/** New examples from codes drawn at random. */
export function SamplesPanel({ about, label }: PanelProps) {
  const revision = usePlayground((state) => state.revision);
  const activity = usePlayground((state) => state.activity);
  const pictures = usePlayground((state) => state.summary?.columns.length === 0);
  const offered = samplersFor(about);
  const [chosen, setChosen] = useState<SamplerChoice>(offered[0]!.value);
  const [seed, setSeed] = useState(1);
  const [share, setShare] = useState<number>();
  const sampler = offered.find(({ value }) => value === chosen) ?? offered[0]!;
  const training = activity !== 'idle';
  const tooBusy = training && sampler.value === 'two-stage';
  const count = about.slow ? 4 : pictures ? 40 : 12;

  // A second stage that nobody waits for any more need not go on learning.
  const endLearning = useRef(() => {});
  endLearning.current = () => {
    if (share !== undefined && sampler.value === 'two-stage') void worker().generate.stopSampling();
  };
  useEffect(() => () => endLearning.current(), []);

  const { result, problem } = useLook(
    async () => {
      if (tooBusy) return undefined;
      setShare(0);
      try {
        const draw = { sampler: sampler.value, seed, count, label, revision };
        const items = await worker().generate.samples(
          draw,
          proxy((done: number) => setShare(done)),
        );
        return { items, by: sampler };
      } finally {
        setShare(undefined);
      }
    },
    // What is fitted is not fitted again after every epoch.
    [sampler.value, seed, label, tooBusy, count],
    sampler.fitted ? 0 : revision,
  );

  return (
    <Stack>
      <Group align="flex-end" gap="sm">
        <Select
          label="Codes come from"
          data={offered.map(({ value, label: name }) => ({
            value,
            label: name,
            disabled: value === 'two-stage' && training,
          }))}
          value={sampler.value}
          allowDeselect={false}
          w={280}
          onChange={(value) => {
            if (value === null) return;
            endLearning.current();
            setChosen(value as SamplerChoice);
          }}
        />
        <NumberInput
          label="Seed"
          w={110}
          min={0}
          max={2 ** 31}
          allowDecimal={false}
          value={seed}
          onChange={(value) => typeof value === 'number' && setSeed(value)}
        />
        <Button leftSection={<IconDice5 size={16} aria-hidden />} onClick={() => setSeed(seed + 1)}>
          Draw again
        </Button>
      </Group>
      <Text size="sm" c="var(--quiet)" maw="46rem">
        {sampler.help}
        {sampler.fitted && training && ' Fitted to the weights as they were; draw again to fit anew.'}
      </Text>
      {tooBusy && <Text size="sm">It learns after the training is over, not beside it.</Text>}
      {share !== undefined && sampler.fitted && (
        <Group gap="sm">
          <Progress value={100 * share} aria-label="Fit of the sampler" w={240} />
          {sampler.value === 'two-stage' && (
            <Button variant="default" size="compact-sm" onClick={() => endLearning.current()}>
              Stop
            </Button>
          )}
        </Group>
      )}
      <ProblemAlert problem={problem} />
      {result && (
        <ItemsView
          items={result.items}
          size={about.slow ? 96 : 64}
          label={`${count} samples, codes from: ${result.by.label}`}
        />
      )}
    </Stack>
  );
}
