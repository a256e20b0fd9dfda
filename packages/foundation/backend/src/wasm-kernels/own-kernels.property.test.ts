import { expectAllClose, expectNoLeak, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../index.js';
import { addressOf, type WasmBackend } from '../kernel-module/engine-memory.js';
import type { Address } from '../kernel-module/exports.js';
import { type KernelModule, moduleOn } from '../kernel-module/kernel-module.js';
import { ownKernels } from '../operations/kernel-names.js';
import { specialValues } from './special-values.js';

beforeAll(async () => {
  await useBackend('wasm');
});

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** A kernel of each value: its inputs' names, what it is in double precision, and its slope by each input. */
interface Rule {
  readonly inputs: readonly string[];
  readonly value: (...at: number[]) => number;
  readonly slopes: readonly ((...at: number[]) => number)[];
  /** Where it is for the rounding within to say whether the result is infinite. */
  readonly undecided?: (...at: number[]) => boolean;
}

const rules: Record<keyof typeof ownKernels, Rule> = {
  crossEntropy: {
    inputs: ['labels', 'logits'],
    value: (x = 0, l = 0) => softplus(l) - x * l,
    slopes: [(_, l = 0) => -l, (x = 0, l = 0) => sigmoid(l) - x],
  },
  crossEntropyGradient: {
    inputs: ['labels', 'logits', 'dy'],
    value: (x = 0, l = 0, dy = 0) => (sigmoid(l) - x) * dy,
    slopes: [
      (_x, _l, dy = 0) => -dy,
      (_, l = 0, dy = 0) => sigmoid(l) * sigmoid(-l) * dy,
      (x = 0, l = 0) => sigmoid(l) - x,
    ],
    undecided: (x = 0, l = 0, dy = 0) => Math.abs(sigmoid(l) - x) < 1e-6 && !Number.isFinite(dy),
  },
  reluGradient: {
    inputs: ['x', 'dy'],
    value: (x = 0, dy = 0) => (x > 0 ? dy : Number.isNaN(x) ? x : 0),
    slopes: [() => 0, (x = 0) => Number(x > 0)],
  },
  gaussianKl: {
    inputs: ['mean', 'logVariance'],
    value: (m = 0, v = 0) => (m * m + Math.exp(v) - 1 - v) / 2,
    slopes: [(m = 0) => m, (_, v = 0) => Math.expm1(v) / 2],
    undecided: (_, v = 0) => v > 88.7,
  },
  gaussianKlGradient: {
    inputs: ['logVariance', 'dy'],
    value: (v = 0, dy = 0) => (Math.expm1(v) / 2) * dy,
    slopes: [(v = 0, dy = 0) => (Math.exp(v) / 2) * dy, (v = 0) => Math.expm1(v) / 2],
    undecided: (v = 0, dy = 0) => v > 88.7 || (Math.abs(v) < 1e-6 && !Number.isFinite(dy)),
  },
};
const names = Object.keys(rules) as (keyof typeof ownKernels)[];

const run = (name: keyof typeof ownKernels, tensors: readonly tf.Tensor[]) => {
  const inputs = Object.fromEntries(rules[name].inputs.map((key, i) => [key, tensors[i]!]));
  return tf.engine().runKernel(ownKernels[name], inputs) as tf.Tensor;
};

/** Values at whose size rounding errors are those of numbers up to 8. */
function operands(name: keyof typeof ownKernels, count: number, seed: number): Float32Array[] {
  return rules[name].inputs.map((input, i) =>
    input === 'labels' ? testValues(count, 0, 1, seed) : testValues(count, -4, 4, seed + i),
  );
}

function reference(of: (...at: number[]) => number, values: readonly ArrayLike<number>[]): Float64Array {
  return Float64Array.from({ length: values[0]!.length }, (_, i) => of(...values.map((list) => list[i]!)));
}

describe.each(names)('%s', (name) => {
  const { value, slopes, inputs, undecided } = rules[name];
  const precise = { relative: 1e-6, absolute: 1e-6 };

  it('is that of double precision, for every length', async () => {
    await expectNoLeak(() => {
      for (let count = 0; count <= 40; count++) {
        const values = operands(name, count, count + 1);
        const actual = tf.tidy(() =>
          run(
            name,
            values.map((list) => tf.tensor1d(list)),
          ).dataSync(),
        );
        expectAllClose(actual, reference(value, values), precise);
      }
    });
  });

  it('has infinities and NaN where they belong', () => {
    const number = fc.oneof(fc.constantFrom(...specialValues), fc.float({ min: -20, max: 20, noNaN: true }));
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number, number), { minLength: 1, maxLength: 40 }), (drawn) => {
        const rows = drawn.filter((row) => !undecided?.(...row));
        const values = inputs.map((_, i) => Float32Array.from(rows, (row) => row[i]!));
        const actual = tf.tidy(() =>
          run(
            name,
            values.map((list) => tf.tensor1d(list)),
          ).dataSync(),
        );
        const expected = Float32Array.from(reference(value, values));
        const kinds = (list: ArrayLike<number>) => Array.from(list, (x) => (Number.isFinite(x) ? 0 : x));
        expect(kinds(actual)).toEqual(kinds(expected));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('has the gradients of finite differences, and they have theirs', async () => {
    const count = 13;
    const values = operands(name, count, 3);
    const shares = inputs.map((_, i) => testValues(count, -1, 1, 50 + i));
    // The slopes that the second derivatives are checked against are themselves those of the value.
    for (const [i, slope] of slopes.entries()) {
      const by = finiteDifferences((x) => total(reference(value, replaced(values, i, x))), values[i]!);
      expectAllClose(reference(slope, values), by, { relative: 1e-7, absolute: 1e-7 });
    }
    await expectNoLeak(() =>
      tf.tidy(() => {
        const tensors = values.map((list) => tf.tensor1d(list));
        const weights = shares.map((list) => tf.tensor1d(list));
        const first = (...at: tf.Tensor[]) =>
          tf.grads((...x: tf.Tensor[]) => tf.sum(tf.mul(weights[0]!, run(name, x))))(at);
        for (const [i, gradient] of first(...tensors).entries()) {
          const expected = reference(slopes[i]!, values).map((x, at) => x * shares[0]![at]!);
          expectAllClose(gradient.dataSync(), expected, precise);
        }
        const second = tf.grads((...at: tf.Tensor[]) =>
          tf.addN([
            ...first(...at).map((gradient, i) => tf.sum(tf.mul(gradient, weights[i]!))),
            // tfjs refuses the gradient by what has no influence.
            ...at.map((x) => tf.sum(tf.mul(x, 0))),
          ]),
        )(tensors);
        const along = (at: readonly ArrayLike<number>[]) =>
          total(
            slopes.flatMap((slope, i) => [
              ...reference(slope, at).map((x, k) => x * shares[i]![k]! * shares[0]![k]!),
            ]),
          );
        for (const [i, gradient] of second.entries()) {
          const expected = finiteDifferences((x) => along(replaced(values, i, x)), values[i]!);
          expectAllClose(gradient.dataSync(), expected, { relative: 1e-5, absolute: 2e-6 });
        }
      }),
    );
  });
});

function total(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

function replaced(
  values: readonly ArrayLike<number>[],
  i: number,
  by: ArrayLike<number>,
): ArrayLike<number>[] {
  return values.map((list, at) => (at === i ? by : list));
}

type Pass = (kernels: KernelModule['kernels'], x: Address, count: number, to: Address) => void;

describe('kernels of each value', () => {
  const passes: Record<string, Pass> = {
    map: ({ map }, x, count, to) => {
      for (let operation = 0; operation < 20; operation++) map(operation, x, count, 0.3, to);
    },
    pairwise: ({ pairwise }, x, count, to) => {
      for (let operation = 0; operation < 8; operation++) pairwise(operation, x, 0, 0, x, 0, 0, 1, count, to);
      pairwise(0, x, 4, 1, x, 0, 0, 1, count, to);
      pairwise(0, x, 0, 0, x, 4, 1, 1, count, to);
    },
    repeatEach: ({ repeatEach }, x, count, to) => repeatEach(x, 1, count, 2, to),
    crossEntropy: ({ crossEntropy }, x, count, to) => crossEntropy(x, x, count, to),
    crossEntropyGradient: ({ crossEntropyGradient }, x, count, to) =>
      crossEntropyGradient(x, x, x, count, to),
    gaussianKl: ({ gaussianKl }, x, count, to) => gaussianKl(x, x, count, to),
    gaussianKlGradient: ({ gaussianKlGradient }, x, count, to) => gaussianKlGradient(x, x, count, to),
    sumColumns: ({ sumColumns }, x, count, to) => sumColumns(x, 2, count, 1, to),
    sumEachRow: ({ sumEachRow }, x, count, to) => sumEachRow(x, count, 1, 1, to),
    scaleBytes: ({ scaleBytes }, x, count, to) => scaleBytes(x, count, 0.5, to),
  };

  it.each(Object.keys(passes))('%s writes all of its result and nothing behind it', (name) => {
    const backend = tf.backend() as WasmBackend;
    const [input, room] = [tf.ones([100]), tf.zeros([60])];
    const { kernels, floats } = moduleOn(backend)!;
    const to = addressOf(backend, room);
    for (let count = 0; count <= 40; count++) {
      const view = floats()
        .subarray(to >>> 2, (to >>> 2) + 60)
        .fill(-7777);
      passes[name]!(kernels, addressOf(backend, input), count, to);
      expect(view.indexOf(-7777)).toBe(count);
      expect(view.subarray(count).every((x) => x === -7777)).toBe(true);
    }
    tf.dispose([input, room]);
  });
});
