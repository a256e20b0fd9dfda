import { ProblemAlert } from '@autoencoders/app-kit';
import { Button, Loader, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { ExamplePicker } from '../../items/example-picker.js';
import { ItemsView } from '../../items/items-view.js';
import { usePlayground, worker } from '../../page/store.js';
import { useLook } from '../../page/use-look.js';
import type { PanelProps } from './samples-panel.js';
import { useExamples } from './use-examples.js';

/** What changes when one value of the code does, from end to end. */
export function TraversalPanel({ about, label }: PanelProps) {
  const revision = usePlayground((state) => state.revision);
  const choice = useExamples();
  const [index, setIndex] = useState<number>();
  const [example, setExample] = useState<number>();
  const { result: space, problem } = useLook(() => worker().generate.sliderSpace(), [], revision);
  const dimension = space?.dimensions.find((each) => each.index === index) ?? space?.dimensions[0];
  const steps = about.slow ? 3 : 9;
  const walk = useLook(
    async () => {
      if (!space || !dimension) return undefined;
      const code = example === undefined ? space.start : await worker().generate.codeOf(example);
      return worker().generate.traversal(code, dimension, steps, label);
    },
    [space, dimension?.index, example, steps, label],
    0,
  );
  if (!space || !dimension) {
    return problem === undefined ? (
      <Loader aria-label="Looking at the codes" />
    ) : (
      <ProblemAlert problem={problem} />
    );
  }
  const entries = space.kind === 'entries';
  const name = (k: number) => (entries ? `Position ${k}` : `z${k}`);
  return (
    <Stack>
      <Select
        label={entries ? 'Position that changes' : 'Value that changes'}
        styles={{ description: { color: 'var(--quiet)' } }}
        description="Those that differ most among examples come first."
        data={space.dimensions.map(({ index: k, deviation }) => ({
          value: `${k}`,
          label: entries ? name(k) : `${name(k)} · spread ${deviation.toPrecision(2)}`,
        }))}
        value={`${dimension.index}`}
        allowDeselect={false}
        searchable
        maw={280}
        onChange={(chosen) => chosen !== null && setIndex(Number(chosen))}
      />
      <ExamplePicker
        title={entries ? 'The others as of an example' : "The others as of an example, or of the codes' mean"}
        choice={choice}
        chosen={example}
        onChoose={setExample}
      />
      {!entries && example !== undefined && (
        <Button variant="default" size="xs" w="fit-content" onClick={() => setExample(undefined)}>
          Back to the mean
        </Button>
      )}
      <ProblemAlert problem={problem ?? walk.problem} />
      {walk.result && (
        <>
          <ItemsView
            items={walk.result.items}
            size={84}
            label={`Decoded with ${name(dimension.index)} in ${steps} steps`}
          />
          <Text size="sm" c="var(--quiet)">
            {name(dimension.index)} ={' '}
            {Array.from(walk.result.values, (value) => value.toFixed(entries ? 0 : 2)).join(', ')}
          </Text>
        </>
      )}
    </Stack>
  );
}
