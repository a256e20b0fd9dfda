import { finiteDifferences, testValues, worstDeviation } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../index.js';
import { operands, runFused, runKernel } from './convolution-calls.js';
import {
  type Convolution,
  convolve,
  filterGradient,
  geometryOf,
  inputGradient,
  type Padding,
  product,
} from './convolution-reference.js';
import { activationNames, referenceActivations, worstRounding } from './fused-reference.js';

const side = fc.integer({ min: 1, max: 11 });
const few = fc.integer({ min: 1, max: 3 });
const taps = fc.integer({ min: 1, max: 5 });
const channels = fc.constantFrom(1, 2, 3, 4, 5, 8, 12);
const pairOf = (each: fc.Arbitrary<number>) => fc.tuple(each, each);
const margin = fc.nat(3);
const padding: fc.Arbitrary<Padding> = fc.oneof(
  fc.constantFrom('same' as const, 'valid' as const),
  margin,
  fc.tuple(margin, margin, margin, margin),
);

const convolutions = (depthwise: boolean): fc.Arbitrary<Convolution> =>
  fc
    .record({
      images: fc.integer({ min: 0, max: 3 }),
      size: pairOf(side),
      channels,
      taps: pairOf(taps),
      outputs: depthwise ? few : channels,
      strides: pairOf(few),
      dilations: pairOf(few),
      padding,
      depthwise: fc.constant(depthwise),
    })
    .filter((drawn) => Math.min(...geometryOf(drawn).y.slice(1)) > 0);

const seeds = fc.integer({ min: 1, max: 10_000 });

beforeAll(async () => {
  await useBackend('wasm');
});

describe('the reference', () => {
  it('has the gradients of its own finite differences', () => {
    const drawn = fc.oneof(convolutions(false), convolutions(true)).filter((convolution) => {
      const { x, filter } = geometryOf(convolution);
      return product(x) <= 150 && product(filter) <= 150;
    });
    fc.assert(
      fc.property(drawn, seeds, (convolution, seed) => {
        const { x, filter, dy } = operands(convolution, seed);
        const dot = (values: Float64Array) => values.reduce((sum, value, i) => sum + value * dy[i]!, 0);
        const byInput = finiteDifferences((at) => dot(convolve(convolution, at, filter).values), x);
        const byFilter = finiteDifferences((at) => dot(convolve(convolution, x, at).values), filter);
        const close = { relative: 1e-7, absolute: 1e-7 };
        expect(worstDeviation(inputGradient(convolution, filter, dy).values, byInput, close)).toBeLessThan(1);
        expect(worstDeviation(filterGradient(convolution, x, dy).values, byFilter, close)).toBeLessThan(1);
      }),
      { seed: 1, numRuns: 20 },
    );
  });
});

/** Which of the three kernels: forward, and the gradients. */
const parts = ['output', 'filter', 'input'] as const;

/** Computes one part in both ways; the error in units of what rounding may make. */
function deviation(part: (typeof parts)[number], convolution: Convolution, seed: number): number {
  const given = operands(convolution, seed);
  const { x, filter, dy } = given;
  const [images, height, width, outputs] = geometryOf(convolution).y;
  const actual = runKernel(part, convolution, given);
  if (part === 'output') {
    return worstRounding(actual, convolve(convolution, x, filter), seenBy(convolution));
  }
  if (part === 'filter') {
    return worstRounding(actual, filterGradient(convolution, x, dy), images * height * width);
  }
  return worstRounding(
    actual,
    inputGradient(convolution, filter, dy),
    (seenBy(convolution) * outputs) / convolution.channels,
  );
}

/** Summands of one output. */
function seenBy({ taps: [height, width], channels: count, depthwise }: Convolution): number {
  return height * width * (depthwise ? 1 : count);
}

describe.each([
  ['convolutions', false],
  ['depthwise convolutions', true],
] as const)('%s of any size', (_, depthwise) => {
  it.each(parts)('have the %s of double precision', (part) => {
    fc.assert(
      fc.property(convolutions(depthwise), seeds, (convolution, seed) => {
        expect(deviation(part, convolution, seed)).toBeLessThan(1);
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it('take bias and activation', () => {
    const activations = fc.constantFrom(...activationNames);
    fc.assert(
      fc.property(convolutions(depthwise), activations, fc.boolean(), seeds, (drawn, name, shifted, draw) => {
        const shapes = geometryOf(drawn);
        const given = operands(drawn, draw);
        const actual = runFused(drawn, shifted ? given : { ...given, bias: undefined }, name);
        const { values, sizes } = convolve(drawn, given.x, given.filter);
        const expected = {
          values: values.map((value, i) =>
            referenceActivations[name](value + (shifted ? given.bias[i % shapes.y[3]]! : 0)),
          ),
          // The bias is below 1; and so are the errors of `exp(x) - 1` near 0, relative to 1.
          sizes: sizes.map((size) => size + Number(shifted) + Number(name === 'elu')),
        };
        expect(worstRounding(actual, expected, seenBy(drawn) + 1)).toBeLessThan(1);
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});

describe('convolutions larger than the blocks that they are computed in', () => {
  // Positions 130 and 256, values seen 256 and 512, with and without whole vectors of channels.
  it.each([
    [[3, 14], 24, [5, 5], 12, 'same'],
    [[1, 23], 21, [5, 5], 7, 'valid'],
    [[2, 13], 12, [3, 3], 140, 2],
    [[9, 30], 2, [4, 3], 9, 'same'],
  ] as const)('%j, %i channels, %j to %i, %s', ([images, size], count, reach, outputs, pad) => {
    const sizes = {
      images,
      size: [size, size + 1],
      channels: count,
      taps: reach,
      outputs,
      padding: pad,
    } as const;
    const plain = { ...sizes, strides: [1, 1], dilations: [1, 1], depthwise: false } as const;
    for (const part of parts) {
      expect(deviation(part, plain, 3)).toBeLessThan(1);
      expect(deviation(part, { ...plain, strides: [2, 2] }, 4)).toBeLessThan(1);
    }
  });
});

describe('convolutions through the operations of tfjs', () => {
  it.each([1, 3, 4, 12])('transpose, %i channels', (count) => {
    const convolution: Convolution = {
      images: 2,
      size: [9, 7],
      channels: count,
      taps: [4, 3],
      outputs: 5,
      strides: [2, 3],
      dilations: [1, 1],
      padding: 'same',
      depthwise: false,
    };
    const shapes = geometryOf(convolution);
    const { filter, dy } = operands(convolution, 7);
    const actual = tf.tidy(() =>
      tf
        .conv2dTranspose(
          tf.tensor4d(dy, shapes.y),
          tf.tensor4d(filter, shapes.filter),
          shapes.x,
          [2, 3],
          'same',
        )
        .dataSync<'float32'>(),
    );
    const summands = (4 * 3 * 5) / 6;
    expect(worstRounding(actual, inputGradient(convolution, filter, dy), summands)).toBeLessThan(1);
  });

  it('keep infinities and NaN of the input where the cpu engine has them', async () => {
    const results: number[][] = [];
    for (const engine of ['cpu', 'wasm'] as const) {
      await useBackend(engine);
      const values = testValues(2 * 6 * 6 * 3);
      values[10] = Number.NaN;
      values[100] = Number.POSITIVE_INFINITY;
      values[200] = Number.NEGATIVE_INFINITY;
      const out = tf.tidy(() =>
        tf
          .conv2d(tf.tensor4d(values, [2, 6, 6, 3]), tf.tensor4d(testValues(108), [3, 3, 3, 4]), 2, 'same')
          .dataSync(),
      );
      results.push(Array.from(out, (x) => (Number.isFinite(x) ? 0 : x)));
    }
    expect(results[1]).toEqual(results[0]);
  });
});
