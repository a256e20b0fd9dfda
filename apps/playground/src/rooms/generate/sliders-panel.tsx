import { ProblemAlert } from '@autoencoders/app-kit';
import { Button, Group, Loader, SimpleGrid, Stack, Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import { ExamplePicker } from '../../items/example-picker.js';
import { OneItem } from '../../items/one-item.js';
import { usePlayground, worker } from '../../page/store.js';
import { useLook } from '../../page/use-look.js';
import { CodeSlider } from './code-slider.js';
import type { PanelProps } from './samples-panel.js';
import classes from './sliders-panel.module.css';
import { useExamples } from './use-examples.js';

/** A code moved by sliders, and what the decoder makes of it. */
export function SlidersPanel({ about, label }: PanelProps) {
  const revision = usePlayground((state) => state.revision);
  const choice = useExamples();
  const [code, setCode] = useState<Float32Array>();
  const [example, setExample] = useState<number>();
  const [seed, setSeed] = useState(1);
  const { result: space, problem } = useLook(() => worker().generate.sliderSpace(), [], revision);
  const shown = code ?? space?.start;
  const decoded = useLook(
    async () => shown && (await worker().generate.decodeCode(shown, label)),
    [shown, label],
    revision,
  );
  const start = space?.start;
  const move = useCallback(
    (index: number, value: number) =>
      setCode((before) => {
        const next = Float32Array.from(before ?? start!);
        next[index] = value;
        return next;
      }),
    [start],
  );
  const [failed, setFailed] = useState<string>();
  const take = async (asked: Promise<Float32Array>, row?: number) => {
    setFailed(undefined);
    setExample(row);
    try {
      setCode(await asked);
    } catch (error) {
      setFailed(String(error));
    }
  };

  if (!space || !shown) {
    return problem === undefined ? (
      <Loader aria-label="Looking at the codes" />
    ) : (
      <ProblemAlert problem={problem} />
    );
  }
  const entries = space.kind === 'entries';
  return (
    <Stack>
      <ProblemAlert problem={failed ?? problem ?? decoded.problem} />
      <ExamplePicker
        title="Start from an example"
        choice={choice}
        chosen={example}
        onChoose={(row) => void take(worker().generate.codeOf(row), row)}
      />
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          onClick={() => {
            setSeed(seed + 1);
            void take(worker().generate.randomCode(seed, label));
          }}
        >
          At random
        </Button>
        {!entries && (
          <>
            <Button
              variant="default"
              size="xs"
              onClick={() => void take(Promise.resolve(new Float32Array(space.width)))}
            >
              To zero
            </Button>
            <Button variant="default" size="xs" onClick={() => void take(Promise.resolve(space.start))}>
              To the mean
            </Button>
          </>
        )}
      </Group>
      <div className={classes.sides}>
        <div className={classes.item}>
          <OneItem items={decoded.result} size={224} label="What the decoder makes of the sliders' code" />
        </div>
        <Stack gap="sm" flex={1} miw={0}>
          <Text size="sm" c="var(--quiet)">
            {toldSpace(about.latentShape, space.dimensions.length, space.width, entries)}
          </Text>
          <SimpleGrid
            cols={{ base: 1, lg: space.dimensions.length > 6 ? 2 : 1 }}
            spacing="lg"
            verticalSpacing={10}
          >
            {space.dimensions.map((dimension) => (
              <CodeSlider
                key={dimension.index}
                kind={space.kind}
                dimension={dimension}
                value={shown[dimension.index]!}
                onMove={move}
              />
            ))}
          </SimpleGrid>
        </Stack>
      </div>
    </Stack>
  );
}

function toldSpace(shape: readonly number[], sliders: number, width: number, entries: boolean): string {
  const those =
    sliders < width ? `the ${sliders} of ${width} that differ most among examples` : `all ${width}`;
  if (entries) {
    return `A code has ${shape.slice(0, -1).join(' × ')} positions, each with an entry of the codebook. The sliders choose the entries of ${those}; the numbers are names: entries beside one another need not be alike.`;
  }
  return `Sliders for ${those} values of the code, from three standard deviations below the mean to three above.`;
}
