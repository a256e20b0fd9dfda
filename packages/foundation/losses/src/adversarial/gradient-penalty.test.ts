import { useBackend } from '@autoencoders/backend';
import { ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CriticPair, critics } from '../testing/critics.js';
import { gradientsOf } from '../testing/gradients-of.js';
import { type Critic, gradientPenalty, r1Penalty } from './gradient-penalty.js';

const batch = 3;
const mix = [0.25, 0.5, 0.875];
const step = 1e-4;

/** Values of a critic's inputs and weights, in double precision; examples have all their inputs in a row. */
function pointsOf({ inputShapes, weightShapes }: CriticPair) {
  const sizes = inputShapes.map((shape) => tf.util.sizeFromShape([...shape]));
  const size = sizes.reduce((a, b) => a + b);
  const rows = (seed: number) =>
    Array.from({ length: batch }, (_, n) => Array.from(testValues(size, -1, 1, seed + n)));
  const [real, fake] = [rows(31), rows(41)];
  return {
    real,
    fake,
    between: real.map((row, n) => row.map((value, i) => mix[n]! * value + (1 - mix[n]!) * fake[n]![i]!)),
    weights: Array.from(
      testValues(
        weightShapes.reduce((sum, shape) => sum + tf.util.sizeFromShape([...shape]), 0),
        -0.9,
        0.9,
        22,
      ),
    ),
  };
}

/** Rows as a critic's inputs. */
function tensorsOf({ inputShapes }: CriticPair, rows: readonly (readonly number[])[]): tf.Tensor[] {
  let start = 0;
  return inputShapes.map((shape) => {
    const size = tf.util.sizeFromShape([...shape]);
    start += size;
    const values = rows.flatMap((row) => row.slice(start - size, start));
    return tf.tensor(values, [rows.length, ...shape]);
  });
}

function weightTensors({ weightShapes }: CriticPair, weights: readonly number[]): tf.Tensor[] {
  let start = 0;
  return weightShapes.map((shape) => {
    start += tf.util.sizeFromShape([...shape]);
    return tf.tensor(weights.slice(start - tf.util.sizeFromShape([...shape]), start), [...shape]);
  });
}

/** The two penalties: in tfjs, and of the norms of the slopes at their points. */
const penalties = {
  gradientPenalty: {
    at: 'between' as const,
    found: (critic: Critic, real: readonly tf.Tensor[], fake: readonly tf.Tensor[]) =>
      gradientPenalty(critic, real, fake, tf.tensor1d(mix)),
    ofNorm: (norm: number) => (norm - 1) ** 2,
  },
  r1Penalty: {
    at: 'real' as const,
    found: (critic: Critic, real: readonly tf.Tensor[]) => r1Penalty(critic, real),
    ofNorm: (norm: number) => norm ** 2 / 2,
  },
};

describe.each(Object.entries(critics))('a critic of %s', (_name, pair) => {
  const points = pointsOf(pair);

  it('is taken away from kinks', () => {
    const seen: number[] = [];
    for (const x of [...points.real, ...points.between]) {
      pair.reference(x, points.weights, (values) => seen.push(...values));
    }
    expect(Math.min(...seen.map(Math.abs))).toBeGreaterThan(0.01);
    expect(Math.min(...seen)).toBeLessThan(0);
    expect(Math.max(...seen)).toBeGreaterThan(0);
  });

  describe.each(Object.entries(penalties))('%s', (_penalty, { at, found, ofNorm }) => {
    const reference = (weights: ArrayLike<number>) => {
      const w = Array.from(weights);
      const norms = points[at].map((x) =>
        Math.hypot(...finiteDifferences((moved) => pair.reference(Array.from(moved), w), x, step)),
      );
      return norms.reduce((sum, norm) => sum + ofNorm(norm), 0) / batch;
    };
    const expected = reference(points.weights);
    const slopes = finiteDifferences(reference, points.weights, step);

    it.each(['cpu', 'wasm'] as const)(
      'is that of finite differences, as are its slopes: %s',
      async (engine) => {
        await useBackend(engine);
        await expectNoLeak(() => {
          const [real, fake] = [tensorsOf(pair, points.real), tensorsOf(pair, points.fake)];
          const weights = weightTensors(pair, points.weights);
          const { value, gradients } = gradientsOf(
            (variables) => found(pair.critic(variables), real, fake),
            weights,
          );
          expectAllClose([value], [expected], { relative: 2e-5, absolute: 1e-6 });
          expectAllClose(gradients, slopes, { relative: 2e-4, absolute: 2e-5 });
          expect(Math.max(...slopes.map(Math.abs))).toBeGreaterThan(0.05);
          tf.dispose([real, fake, weights]);
        });
      },
    );
  });
});

describe('a linear critic', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  const linear =
    (w: tf.Tensor): Critic =>
    (x) =>
      tf.matMul(x!, w);
  const rows = () => tf.tensor2d(testValues(8), [4, 2]);

  it('has the penalties of its slope alone: (|w| - 1)² and ½ |w|²', async () => {
    await expectNoLeak(() =>
      tf.tidy(() => {
        const w = tf.tensor2d([3, 4], [2, 1]);
        const x = rows();
        const between = gradientsOf(
          ([at]) => gradientPenalty(linear(at!), [x], [tf.neg(x)], tf.tensor1d([0, 0.2, 0.6, 1])),
          [w],
        );
        expectAllClose([between.value], [16]);
        // 2 (|w| - 1) w / |w|
        expectAllClose(between.gradients, [4.8, 6.4]);
        const atReal = gradientsOf(([at]) => r1Penalty(linear(at!), [x]), [w]);
        expectAllClose([atReal.value], [12.5]);
        expectAllClose(atReal.gradients, [3, 4]);
      }),
    );
  });

  it('that is flat is a whole step from 1, with finite slopes', () => {
    tf.tidy(() => {
      const x = rows();
      const { value, gradients } = gradientsOf(
        ([at]) => gradientPenalty(linear(at!), [x], [x], tf.zeros([4])),
        [tf.zeros([2, 1])],
      );
      expectAllClose([value], [1], { absolute: 1e-5 });
      expect(gradients.every(Number.isFinite)).toBe(true);
    });
  });

  it('is looked at where the mixture says: at the fake examples, the real ones, or between', () => {
    const seen: number[][] = [];
    tf.tidy(() => {
      const critic: Critic = (x) => {
        seen.push([...x!.dataSync()]);
        return tf.sum(x!, 1);
      };
      const [real, fake] = [tf.tensor2d([1, 1, 1], [3, 1]), tf.tensor2d([3, 3, 3], [3, 1])];
      gradientPenalty(critic, [real], [fake], tf.tensor1d([0, 1, 0.25]));
    });
    expectAllClose(seen[0]!, [3, 1, 2.5]);
  });

  it('names what does not fit', () => {
    tf.tidy(() => {
      const x = rows();
      const critic = linear(tf.ones([2, 1]));
      expect(() => gradientPenalty(critic, [x], [], tf.zeros([4]))).toThrow(ShapeError);
      expect(() => gradientPenalty(critic, [], [], tf.zeros([4]))).toThrow('at least one');
      expect(() => gradientPenalty(critic, [x], [tf.zeros([3, 2])], tf.zeros([4]))).toThrow('fake[0]');
      expect(() => gradientPenalty(critic, [x], [x], tf.zeros([3]))).toThrow('mix');
      expect(() => r1Penalty(critic, [])).toThrow(ShapeError);
    });
  });
});
