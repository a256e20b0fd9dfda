import { expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../index.js';
import { specialValues } from './special-values.js';
import { worstUlp } from './ulp.js';

beforeAll(async () => {
  await useBackend('wasm');
});

const slope = Math.fround(0.3);

interface Unary {
  readonly truth: (x: number) => number;
  /** The error in units of the last place: 0.5 is right rounding. */
  readonly ulp: number;
  readonly attrs?: tf.NamedAttrMap;
  /** Below it the result may be 0. */
  readonly smallest?: number;
}

const unary: Record<string, Unary> = {
  Relu: { truth: (x) => Math.max(x, 0), ulp: 0 },
  Relu6: { truth: (x) => Math.min(Math.max(x, 0), 6), ulp: 0 },
  LeakyRelu: { truth: (x) => (x < 0 ? slope * x : x), ulp: 0.5, attrs: { alpha: 0.3 } },
  Step: { truth: (x) => (x > 0 ? 1 : Number.isNaN(x) ? x : slope), ulp: 0, attrs: { alpha: 0.3 } },
  Square: { truth: (x) => x * x, ulp: 0.5 },
  Exp: { truth: Math.exp, ulp: 1 },
  Elu: { truth: (x) => (x < 0 ? Math.expm1(x) : x), ulp: 1.5 },
  Tanh: { truth: Math.tanh, ulp: 1.5 },
  Sigmoid: { truth: (x) => 1 / (1 + Math.exp(-x)), ulp: 2.5, smallest: 3e-39 },
  Softplus: { truth: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), ulp: 2.5 },
};

function compute(name: string, values: Float32Array): Float32Array {
  return tf.tidy(() => {
    const out = tf.engine().runKernel(name, { x: tf.tensor1d(values) }, unary[name]!.attrs) as tf.Tensor;
    return out.dataSync<'float32'>();
  });
}

function check(name: string, values: Float32Array): void {
  const { truth, ulp, smallest = 0 } = unary[name]!;
  const actual = compute(name, values);
  const expected = Array.from(values, (x, i) => {
    const exact = truth(x);
    return actual[i] === 0 && exact < smallest ? 0 : exact;
  });
  const worst = worstUlp(actual, expected);
  expect(worst.ulp, `${name}(${values[worst.at]}) = ${actual[worst.at]}`).toBeLessThanOrEqual(ulp);
}

/** Numbers of every size, those in the range of the functions more often, and special ones. */
const number = fc.oneof(
  fc.double({ min: -20, max: 20, noNaN: true }).map(Math.fround),
  fc.double({ min: -110, max: 110, noNaN: true }).map(Math.fround),
  fc.float(),
  fc.constantFrom(...specialValues),
);

describe('functions of each value', () => {
  it.each(Object.keys(unary))('%s of lists of any length', async (name) => {
    const lists = fc.array(number, { maxLength: 40 });
    await expectNoLeak(() => {
      fc.assert(
        fc.property(lists, (list) => check(name, Float32Array.from(list))),
        { seed: 1, numRuns: 100 },
      );
      check(name, Float32Array.from(specialValues));
    });
  });

  it.each(Object.keys(unary))('%s over the whole of its range', (name) => {
    check(name, testValues(40_000, -105, 105, 1));
    check(name, testValues(40_000, -3, 3, 2));
    // Of every size, up to the largest.
    check(
      name,
      testValues(40_000, -126, 128, 3).map((power, i) => (i % 2 ? 1 : -1) * 2 ** power),
    );
  });

  it('leave integers to tfjs', () => {
    const values = tf.tidy(() => tf.square(tf.tensor1d([-3, 2, 0], 'int32')).dataSync());
    expect([...values]).toEqual([9, 4, 0]);
  });
});

const f = Math.fround;
const pairwise: Record<string, (a: number, b: number) => number> = {
  Add: (a, b) => f(a + b),
  Sub: (a, b) => f(a - b),
  Multiply: (a, b) => f(a * b),
  RealDiv: (a, b) => f(a / b),
  SquaredDifference: (a, b) => f(f(a - b) * f(a - b)),
  Maximum: Math.max,
  Minimum: Math.min,
};

/** Ordinary and special values. */
function mixedValues(count: number, seed: number): Float32Array {
  const values = testValues(count, -4, 4, seed);
  return testValues(count, 0, 1, seed + 1).map((draw, i) =>
    draw < 0.7 ? values[i]! : specialValues[Math.floor(((draw - 0.7) / 0.3) * specialValues.length)]!,
  );
}

/** The operation by its definition, with the rules of broadcasting. */
function reference(name: string, [a, b]: readonly [Operand, Operand], shape: readonly number[]): number[] {
  const size = tf.util.sizeFromShape([...shape]);
  const place = (index: number, own: readonly number[]) => {
    let [at, step, rest] = [0, 1, index];
    for (let axis = 1; axis <= own.length; axis++) {
      const whole = shape.at(-axis)!;
      if (own.at(-axis) !== 1) at += (rest % whole) * step;
      step *= own.at(-axis)!;
      rest = Math.floor(rest / whole);
    }
    return at;
  };
  return Array.from({ length: size }, (_, i) =>
    pairwise[name]!(a.values[place(i, a.shape)]!, b.values[place(i, b.shape)]!),
  );
}

interface Operand {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Two shapes that fit: parts of one, of which some sides are 1 and some first ones absent. */
const shapes = fc
  .array(
    fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 1, max: 7 }) },
      { weight: 1, arbitrary: fc.constantFrom(0, 13) },
    ),
    {
      maxLength: 4,
    },
  )
  .chain((whole) => {
    const part = fc
      .tuple(
        fc.oneof(fc.constant(0), fc.nat(whole.length)),
        fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
        fc.boolean(),
      )
      .map(([absent, ones, full]) =>
        full ? whole : whole.map((side, i) => (ones[i] ? 1 : side)).slice(absent),
      );
    return fc.tuple(part, part);
  });

function checkPair(name: string, [shapeA, shapeB]: readonly (readonly number[])[], seed: number): void {
  const make = (shape: readonly number[], draw: number): Operand => ({
    shape,
    values: mixedValues(tf.util.sizeFromShape([...shape]), draw),
  });
  const [a, b] = [make(shapeA!, seed), make(shapeB!, seed + 7)];
  const shape = tf.broadcast_util.assertAndGetBroadcastShape([...a.shape], [...b.shape]);
  const actual = tf.tidy(() => {
    const inputs = { a: tf.tensor(a.values, [...a.shape]), b: tf.tensor(b.values, [...b.shape]) };
    const out = tf.engine().runKernel(name, inputs) as tf.Tensor;
    expect(out.shape).toEqual(shape);
    return [...out.dataSync()];
  });
  const expected = reference(name, [a, b], shape);
  const wrong = expected.findIndex((value, i) => !Object.is(value, actual[i]));
  expect([wrong, actual[wrong]], `${name} of ${JSON.stringify([shapeA, shapeB])}`).toEqual([-1, undefined]);
}

describe('operations of two tensors', () => {
  it.each(Object.keys(pairwise))('%s is rightly rounded, of shapes that fit in any way', async (name) => {
    await expectNoLeak(() => {
      fc.assert(
        fc.property(shapes, fc.nat(10_000), (pair, seed) => checkPair(name, pair, seed)),
        { seed: 2, numRuns: 300 },
      );
      for (let size = 0; size <= 40; size++) {
        checkPair(name, [[size], [size]], size);
        checkPair(name, [[size], []], size);
        checkPair(name, [[1], [size]], size);
        checkPair(name, [[size], [3, size]], size);
        checkPair(
          name,
          [
            [3, size],
            [3, 1],
          ],
          size,
        );
      }
    });
  });

  it('are those of cpu where types differ', async () => {
    const results: number[][] = [];
    for (const engine of ['cpu', 'wasm'] as const) {
      await useBackend(engine);
      results.push(
        tf.tidy(() => {
          const [whole, part] = [tf.tensor1d([7, -3], 'int32'), tf.tensor1d([2, 4], 'int32')];
          const sums = [
            tf.add(whole, part),
            tf.mul(whole, 0.5),
            tf.maximum(whole, part),
            tf.sub(part, tf.scalar(1.5)),
          ];
          return sums.flatMap((sum) => [...sum.dataSync()]);
        }),
      );
    }
    expect(results[1]).toEqual(results[0]);
  });
});
