import { useBackend } from '@autoencoders/backend';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { peakSignalToNoiseRatio, structuralSimilarity } from './index.js';
import { describeReference } from './testing/image-quality-reference.js';

describe.each(['cpu', 'wasm'] as const)('on %s', (engine) => {
  beforeAll(() => useBackend(engine));
  describeReference();
});

describe('peak signal-to-noise ratio', () => {
  beforeAll(() => useBackend('cpu'));

  it('of a constant difference is that of the range to it, for integers too', () => {
    tf.tidy(() => {
      const x = tf.tensor([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [2, 3]);
      const tenth = peakSignalToNoiseRatio(x, tf.add(x, [[0.1], [0.01]]));
      expectAllClose(tenth.dataSync(), [20, 40], { relative: 1e-4 });
      const bytes = tf.zeros([1, 200, 200, 3], 'int32');
      const white = peakSignalToNoiseRatio(bytes, tf.fill([1, 200, 200, 3], 255, 'int32'), { range: 255 });
      expectAllClose(white.dataSync(), [0], { absolute: 1e-5 });
    });
  });

  it('refuses pairs of two shapes and an empty range', () => {
    const [x, y] = [tf.zeros([2, 3]), tf.zeros([2, 4])];
    expect(() => peakSignalToNoiseRatio(x, y)).toThrow(ShapeError);
    expect(() => peakSignalToNoiseRatio(x, x, { range: 0 })).toThrow(OptionError);
    tf.dispose([x, y]);
  });
});

describe('structural similarity', () => {
  beforeAll(() => useBackend('cpu'));

  it('of even images is that of their means, whatever the unit', () => {
    tf.tidy(() => {
      const [a, b] = [51, 204];
      const even = (value: number) => tf.fill([1, 12, 15, 3], value, 'int32');
      const found = structuralSimilarity(even(a), even(b), { range: 255 });
      const c1 = 2.55 ** 2;
      expectAllClose(found.dataSync(), [(2 * a * b + c1) / (a * a + b * b + c1)], { relative: 1e-3 });
    });
  });

  it('can be trained on: its gradient is the slope of its definition', () => {
    const [side, size, windowSize] = [4, 16, 3];
    const [x, y] = [testValues(size, 0, 1), testValues(size, 0, 1, 2)];
    const bell = [-1, 0, 1].map((i) => Math.exp(-0.5 * i * i));
    const total = bell.reduce((sum, weight) => sum + weight);
    /** Equation 13 at each of the four places, in double precision and two dimensions. */
    const definition = (other: Float64Array) => {
      let sum = 0;
      for (const corner of [0, 1, side, side + 1]) {
        const average = (value: (i: number) => number) =>
          bell.reduce(
            (all, down, i) =>
              all + bell.reduce((row, across, j) => row + down * across * value(corner + i * side + j), 0),
            0,
          ) /
          total ** 2;
        const [mx, my] = [average((i) => x[i]!), average((i) => other[i]!)];
        const vx = average((i) => (x[i]! - mx) ** 2);
        const vy = average((i) => (other[i]! - my) ** 2);
        const vxy = average((i) => (x[i]! - mx) * (other[i]! - my));
        sum += ((2 * mx * my + 1e-4) * (2 * vxy + 9e-4)) / ((mx * mx + my * my + 1e-4) * (vx + vy + 9e-4));
      }
      return sum / 4;
    };
    tf.tidy(() => {
      const images = tf.tensor4d(x, [1, side, side, 1]);
      const similarity = (other: tf.Tensor) =>
        tf.sum(structuralSimilarity(images, other, { windowSize, standardDeviation: 1 })) as tf.Scalar;
      const others = tf.tensor4d(y, [1, side, side, 1]);
      expectAllClose(similarity(others).dataSync(), [definition(Float64Array.from(y))], { relative: 1e-4 });
      const slope = tf.grad(similarity)(others).dataSync();
      expectAllClose(slope, finiteDifferences(definition, y), { relative: 1e-3, absolute: 1e-3 });
    });
  });

  it('leaves only what it returns', async () => {
    const images = tf.zeros([2, 11, 11, 3]);
    await expectNoLeak(() => tf.dispose(structuralSimilarity(images, images)));
    images.dispose();
  });

  it('names what does not fit', () => {
    const [flat, digits, small] = [tf.zeros([2, 784]), tf.zeros([2, 28, 28, 1]), tf.zeros([2, 8, 12, 1])];
    expect(() => structuralSimilarity(flat, flat)).toThrow(/\[2, 784\], expected \[batch, height, width/);
    expect(() => structuralSimilarity(digits, small)).toThrow(ShapeError);
    expect(() => structuralSimilarity(small, small)).toThrow(ShapeError);
    expect(() => structuralSimilarity(small, small)).toThrow(
      /8 by 12 pixels, smaller than the window of 11 by 11: give a windowSize of at most 8/,
    );
    expect(() => structuralSimilarity(digits, digits, { windowSize: 0 })).toThrow(OptionError);
    expect(() => structuralSimilarity(digits, digits, { standardDeviation: 0 })).toThrow(OptionError);
    tf.dispose([flat, digits, small]);
  });
});
