import { colourOf, LinePlot } from '@autoencoders/app-kit';
import { Chip, Group } from '@mantine/core';
import { useState } from 'react';
import type { RunRecord } from '../../kept/run-record.js';

/** The terms of the loss as they fall, with the test part's beside them. */
export function LossPlot({ run }: { readonly run: RunRecord }) {
  const names = Object.keys(run.curve.at(-1)?.terms ?? {});
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const [logarithmic, setLogarithmic] = useState(false);
  const shown = names.filter((name) => !hidden.includes(name));
  const several = new Set(names.map((name) => name.split('/')[0])).size > 1;
  const label = (name: string) => (several ? name.replace('/', ': ') : name.split('/').slice(1).join('/'));

  const points = [
    ...run.curve.map(({ epoch, terms }) => ({
      x: epoch,
      terms,
      tests: {} as Readonly<Record<string, number>>,
    })),
    ...run.validation.map(({ epoch, terms }) => ({
      x: epoch,
      terms: {} as Readonly<Record<string, number>>,
      tests: terms,
    })),
  ].sort((a, b) => a.x - b.x);
  const tested = Object.keys(run.validation.at(-1)?.terms ?? {}).filter((name) => shown.includes(name));
  const colour = (name: string) => names.indexOf(name);

  return (
    <div>
      <LinePlot
        label={`Loss by epoch of ${run.title}`}
        x={points.map(({ x }) => x)}
        xLabel="epoch"
        logarithmic={logarithmic}
        lines={[
          ...shown.map((name) => ({
            name: label(name),
            colour: colourOf(colour(name)),
            values: points.map(({ terms }) => terms[name]),
          })),
          ...tested.map((name) => ({
            name: `${label(name)}, test`,
            dashed: true,
            colour: colourOf(colour(name)),
            values: points.map(({ tests }) => tests[name]),
          })),
        ]}
      />
      <Group gap={6} mt={4}>
        {names.length > 1 &&
          names.map((name) => (
            <Chip
              key={name}
              size="xs"
              checked={!hidden.includes(name)}
              onChange={(on) => setHidden(on ? hidden.filter((each) => each !== name) : [...hidden, name])}
            >
              {label(name)}
            </Chip>
          ))}
        <Chip size="xs" checked={logarithmic} onChange={setLogarithmic}>
          logarithmic
        </Chip>
      </Group>
    </div>
  );
}
