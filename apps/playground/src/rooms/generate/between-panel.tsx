import { ProblemAlert } from '@autoencoders/app-kit';
import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { ExamplePicker } from '../../items/example-picker.js';
import { ItemsView } from '../../items/items-view.js';
import { usePlayground, worker } from '../../page/store.js';
import { useLook } from '../../page/use-look.js';
import type { PanelProps } from './samples-panel.js';
import { useExamples } from './use-examples.js';

const ways = {
  linear: 'Along the straight line between the two codes.',
  spherical:
    'Along a great circle, which keeps the distance from 0: codes of many values drawn from N(0, I) all lie about as far from it.',
};

/** What lies between two examples. */
export function BetweenPanel({ about, label }: PanelProps) {
  const revision = usePlayground((state) => state.revision);
  const from = useExamples();
  const to = useExamples();
  const [first, setFirst] = useState<number>();
  const [second, setSecond] = useState<number>();
  const [method, setMethod] = useState<keyof typeof ways>('linear');
  const rows = from.examples?.rows;
  const a = first ?? rows?.[0];
  const b = second ?? rows?.[Math.min(1, rows.length - 1)];
  const steps = about.slow ? 3 : 9;
  const { result, problem } = useLook(
    async () =>
      a === undefined || b === undefined
        ? undefined
        : await worker().generate.between(a, b, { method, steps, label }),
    [a, b, method, steps, label],
    revision,
  );
  return (
    <Stack>
      <ExamplePicker title="From" choice={from} chosen={a} onChoose={setFirst} />
      <ExamplePicker title="To" choice={to} chosen={b} onChoose={setSecond} />
      <Stack gap={4} align="flex-start">
        <SegmentedControl
          aria-label="The way between"
          data={[
            { value: 'linear', label: 'Linear' },
            { value: 'spherical', label: 'Spherical' },
          ]}
          value={method}
          onChange={(value) => setMethod(value as keyof typeof ways)}
        />
        <Text size="sm" c="var(--quiet)" maw="46rem">
          {ways[method]}
          {about.kind === 'entries' && ' On the way, the nearest vectors of the codebook are decoded.'}
        </Text>
      </Stack>
      <ProblemAlert problem={problem} />
      {result && (
        <ItemsView
          items={result}
          size={84}
          label={`${steps} steps from test example ${a} to test example ${b}`}
        />
      )}
    </Stack>
  );
}
