import { randomSource, useBackend } from '@autoencoders/backend';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { priorOf } from './prior.js';
import type { PriorChoice } from './prior-option.js';

beforeAll(() => useBackend('wasm'));

const count = 4000;
const names = ['normal', 'mixture', 'swissRoll'] as const;

/** Draws as rows. */
function drawn(
  choice: PriorChoice,
  latentDim: number,
  { classes, label, seed = 1 }: Drawing = {},
): number[][] {
  return tf.tidy(() => {
    const labels = label === undefined ? undefined : (tf.fill([count], label) as tf.Tensor1D);
    const codes = priorOf(choice, latentDim, classes).draw(count, randomSource(seed), labels);
    expect(codes.shape).toEqual([count, latentDim]);
    return codes.arraySync() as number[][];
  });
}

interface Drawing {
  readonly classes?: number;
  readonly label?: number;
  readonly seed?: number;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]) => Math.sqrt(mean(values.map((v) => (v - mean(values)) ** 2)));

describe.each(names)('%s', (name) => {
  it('draws by the seed and leaves nothing behind', async () => {
    expect(drawn(name, 3)).toEqual(drawn(name, 3));
    expect(drawn(name, 3)).not.toEqual(drawn(name, 3, { seed: 2 }));
    const prior = priorOf(name, 3);
    await expectNoLeak(() => prior.draw(5, randomSource(1)).dispose());
  });

  it('is standard normal in what lies beside the plane', () => {
    const codes = drawn(name, 4);
    for (const dimension of [2, 3]) {
      const values = codes.map((row) => row[dimension]!);
      expectAllClose([mean(values), deviation(values)], [0, 1], { absolute: 0.06 });
    }
  });
});

describe('the mixture', () => {
  it('has each component at its angle, elongated outwards', () => {
    for (const label of [0, 3, 7]) {
      const codes = drawn('mixture', 2, { classes: 10, label });
      const angle = (2 * Math.PI * label) / 10;
      const outwards = codes.map(([x, y]) => x! * Math.cos(angle) + y! * Math.sin(angle));
      const across = codes.map(([x, y]) => y! * Math.cos(angle) - x! * Math.sin(angle));
      expectAllClose([mean(outwards), mean(across)], [2, 0], { absolute: 0.04 });
      expectAllClose([deviation(outwards), deviation(across)], [0.5, 0.1], { absolute: 0.02 });
    }
  });

  it('has all components alike where there is no label', () => {
    const near = (rows: number[][]) => {
      const counts = new Array<number>(5).fill(0);
      for (const [x, y] of rows) counts[(Math.round(Math.atan2(y!, x!) / ((2 * Math.PI) / 5)) + 5) % 5]! += 1;
      return counts.map((number) => number / count);
    };
    const settings = {
      name: 'mixture',
      components: 5,
      radius: 2,
      radialDeviation: 0.3,
      tangentialDeviation: 0.1,
    } as const;
    expectAllClose(near(drawn(settings, 2)), new Array(5).fill(0.2), { absolute: 0.03 });
    expectAllClose(near(drawn(settings, 2, { classes: 5, label: -1 })), new Array(5).fill(0.2), {
      absolute: 0.03,
    });
  });
});

describe('the roll', () => {
  const settings = { name: 'swissRoll', turns: 2, radius: 3, deviation: 0 } as const;

  it('lies on a spiral, with as many points in each ring as its area asks for', () => {
    const codes = drawn(settings, 2);
    for (const [x, y] of codes.slice(0, 50)) {
      const along = Math.hypot(x!, y!) / 3;
      expectAllClose(
        [x!, y!],
        [4, 4].map((turns, axis) => 3 * along * (axis ? Math.sin : Math.cos)(turns * Math.PI * along)),
        { absolute: 1e-3 },
      );
    }
    expectAllClose([mean(codes.map(([x, y]) => x! ** 2 + y! ** 2))], [4.5], { absolute: 0.1 });
  });

  it('has a stretch for each label, from the middle outwards', () => {
    for (const label of [0, 2]) {
      const squares = drawn(settings, 2, { classes: 4, label }).map(([x, y]) => (x! ** 2 + y! ** 2) / 9);
      expect(Math.min(...squares)).toBeGreaterThanOrEqual(label / 4 - 1e-4);
      expect(Math.max(...squares)).toBeLessThanOrEqual((label + 1) / 4 + 1e-4);
    }
  });
});

describe('a function of the caller’s', () => {
  it('is given count, draws and labels', () => {
    const prior = priorOf(
      (many, random, labels) => {
        expect(labels?.dtype).toBe('int32');
        const spread = tf.mul(random.normal('own', [many, 2]), 0.1);
        return tf.add(spread, tf.expandDims(tf.cast(labels!, 'float32'), 1));
      },
      2,
      3,
    );
    tf.tidy(() => {
      const codes = prior.draw(100, randomSource(1), tf.fill([100], 2) as tf.Tensor1D);
      expectAllClose([tf.mean(codes).dataSync()[0]!], [2], { absolute: 0.05 });
    });
  });

  it('is told which shape it must give', async () => {
    const prior = priorOf(() => tf.zeros([1, 2]), 2);
    await expectNoLeak(() => {
      expect(() => prior.draw(3, randomSource(1))).toThrow(ShapeError);
      expect(() => prior.draw(3, randomSource(1))).toThrow('what the prior returned');
    });
  });
});

it.each<[PriorChoice, number, number | undefined, RegExp]>([
  ['normal', 2, 3, /classes is 3 and prior 'normal', which has no part/],
  ['mixture', 1, undefined, /latentDim is 1, and prior 'mixture' lies in a plane/],
  [
    { name: 'mixture', components: 4, radius: 1, radialDeviation: 1, tangentialDeviation: 1 },
    2,
    3,
    /classes is 3 and the mixture has 4/,
  ],
])('refuses %j of %i dimensions for %s classes', (choice, latentDim, classes, message) => {
  expect(() => priorOf(choice, latentDim, classes)).toThrow(OptionError);
  expect(() => priorOf(choice, latentDim, classes)).toThrow(message);
});
