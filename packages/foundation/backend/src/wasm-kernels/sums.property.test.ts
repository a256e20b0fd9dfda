import { expectNoLeak, testValues, worstDeviation } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../index.js';
import { type ReferenceSums, worstRounding } from './fused-reference.js';
import { specialValues } from './special-values.js';

beforeAll(async () => {
  await useBackend('wasm');
});

const operations = { sum: tf.sum, mean: tf.mean };
const names = ['sum', 'mean'] as const;

/** The sum over some axes by its definition, in double precision. */
function reference(
  name: (typeof names)[number],
  values: Float32Array,
  shape: readonly number[],
  axes: readonly number[],
): ReferenceSums {
  const kept = shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  const size = tf.util.sizeFromShape(kept);
  const sums = { values: new Float64Array(size), sizes: new Float64Array(size) };
  for (const [i, value] of values.entries()) {
    let [at, step, rest] = [0, 1, i];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      if (kept[axis] !== 1) at += (rest % shape[axis]!) * step;
      step *= kept[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    sums.values[at]! += value;
    sums.sizes[at]! += Math.abs(value);
  }
  const scale = name === 'mean' ? 1 / countOf(shape, axes) : 1;
  // Of nothing the sum is 0, and the mean is not a number.
  return {
    values: sums.values.map((value) => (scale === Number.POSITIVE_INFINITY ? Number.NaN : value * scale)),
    sizes: sums.sizes.map((value) => value * Math.min(scale, 1)),
  };
}

function countOf(shape: readonly number[], axes: readonly number[]): number {
  return axes.reduce((count, axis) => count * shape[axis]!, 1);
}

interface Reduction {
  readonly shape: readonly number[];
  readonly axes: readonly number[];
  readonly keepDims: boolean;
}

function run(name: (typeof names)[number], values: Float32Array, { shape, axes, keepDims }: Reduction) {
  return tf.tidy(() => {
    const out = operations[name](tf.tensor(values, [...shape]), [...axes], keepDims);
    return { shape: out.shape, values: out.dataSync<'float32'>() };
  });
}

function check(name: (typeof names)[number], reduction: Reduction, seed: number): void {
  const { shape, axes, keepDims } = reduction;
  const values = testValues(tf.util.sizeFromShape([...shape]), -1, 2, seed);
  const actual = run(name, values, reduction);
  const sides = shape.map((length, axis) => (axes.includes(axis) ? (keepDims ? 1 : -1) : length));
  expect(actual.shape).toEqual(sides.filter((length) => length >= 0));
  const expected = reference(name, values, shape, axes);
  const finite = expected.values.every(Number.isFinite);
  if (!finite) expect([...actual.values]).toEqual([...expected.values]);
  else expect(worstRounding(actual.values, expected, countOf(shape, axes))).toBeLessThan(1);
}

/** Every choice of axes of a rank. */
function everyChoice(rank: number): number[][] {
  return Array.from({ length: 2 ** rank }, (_, mask) =>
    Array.from({ length: rank }, (_, axis) => axis).filter((axis) => mask & (2 ** axis)),
  );
}

describe.each(names)('%s on wasm', (name) => {
  it('over every combination of axes is that of double precision', async () => {
    const side = fc.oneof(
      { weight: 12, arbitrary: fc.integer({ min: 1, max: 9 }) },
      { weight: 1, arbitrary: fc.constantFrom(0, 17, 33) },
    );
    await expectNoLeak(() => {
      fc.assert(
        fc.property(fc.array(side, { maxLength: 4 }), fc.nat(10_000), (shape, seed) => {
          for (const axes of everyChoice(shape.length)) {
            check(name, { shape, axes, keepDims: seed % 2 === 0 }, seed);
          }
        }),
        { seed: 1, numRuns: 60 },
      );
    });
  });

  it('of every odd length, along rows and columns', () => {
    for (let length = 0; length <= 40; length++) {
      for (const axes of [[0], [1], [0, 1]]) {
        check(name, { shape: [length, 3], axes, keepDims: false }, length);
        check(name, { shape: [5, length], axes, keepDims: true }, length);
      }
    }
  });

  it('of many values is as good as sums in parts are', () => {
    // One after another they would lose far more.
    for (const shape of [
      [200_000, 2],
      [2, 200_000],
    ]) {
      for (const axes of [[0], [1]]) {
        const values = testValues(400_000, 0.9, 1.1, 5);
        const actual = run(name, values, { shape, axes, keepDims: false }).values;
        const { values: expected } = reference(name, values, shape, axes);
        expect(worstDeviation(actual, expected, { relative: 2e-6, absolute: 0 })).toBeLessThan(1);
      }
    }
  });

  it('takes negative axes, and integers as tfjs does', () => {
    const values = testValues(24);
    const negative = run(name, values, { shape: [2, 3, 4], axes: [-1], keepDims: false });
    expect(negative).toEqual(run(name, values, { shape: [2, 3, 4], axes: [2], keepDims: false }));
    const whole = tf.tidy(() => [...operations[name](tf.tensor1d([1, 2, 6], 'int32')).dataSync()]);
    expect(whole).toEqual([name === 'sum' ? 9 : 3]);
  });

  it('carries infinities and NaN, and nothing else to its neighbours', () => {
    for (const value of specialValues.filter((x) => Math.abs(x) < 1e3 || !Number.isFinite(x))) {
      for (const axes of everyChoice(3)) {
        const shape = [3, 5, 7];
        const values = testValues(105);
        values[52] = value;
        const actual = [...run(name, values, { shape, axes, keepDims: false }).values];
        const expected = [...reference(name, values, shape, axes).values];
        const kinds = (list: number[]) => list.map((x) => (Number.isFinite(x) ? 0 : x));
        expect(kinds(actual)).toEqual(kinds(expected));
      }
    }
  });
});
