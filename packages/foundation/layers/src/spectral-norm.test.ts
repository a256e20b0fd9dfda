import { useBackend } from '@autoencoders/backend';
import { OptionError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { SpectralConvolution, SpectralDense } from './index.js';
import {
  checkPenalty,
  checkTwoCalls,
  reference,
  spectralKinds,
  spectralLayers,
  startFrom,
  weightOf,
} from './testing/spectral-reference.js';

const exact = { relative: 1e-5, absolute: 1e-6 };
const training = { training: true };
const valuesOf = (layer: tf.layers.Layer, index: number) => [...weightOf(layer, index).dataSync()];

/** The largest singular value of `[rows, columns]`, by many iterations in double precision. */
function spectralNormOf(kernel: ArrayLike<number>, columns: number): number {
  const rows = kernel.length / columns;
  const unit = (values: number[]) => values.map((value) => value / Math.hypot(...values));
  let u = unit(Array.from({ length: columns }, (_, j) => Math.cos(j)));
  let norm = 0;
  for (let n = 0; n < 5000; n++) {
    const v = unit(
      Array.from({ length: rows }, (_, i) =>
        u.reduce((sum, value, j) => sum + value * kernel[i * columns + j]!, 0),
      ),
    );
    const product = u.map((_, j) => v.reduce((sum, value, i) => sum + value * kernel[i * columns + j]!, 0));
    norm = Math.hypot(...product);
    u = unit(product);
  }
  return norm;
}

describe.each(['cpu', 'wasm'] as const)('spectral normalisation on %s', (engine) => {
  beforeAll(async () => {
    await useBackend(engine);
  });

  it.each(spectralKinds)(
    '%s: outputs, vectors and slopes of two calls are those of PyTorch',
    async (kind) => {
      await expectNoLeak(() => checkTwoCalls(kind));
    },
  );

  it('a gradient penalty through two layers, and its slopes, are those of PyTorch', async () => {
    await expectNoLeak(checkPenalty);
  });

  it.each(spectralKinds)('%s: finds the norm in training, of which a first guess is near', (kind) => {
    const { make, shape, outputShape } = spectralLayers[kind];
    const layer = make();
    tf.tidy(() => {
      const x = tf.tensor(testValues(tf.util.sizeFromShape([...shape])), [...shape]);
      layer.apply(x);
      const kernel = weightOf(layer, 0);
      const norm = spectralNormOf(kernel.dataSync(), 3);
      // Outputs of what the kernel would give are longer by the norm that they are divided by.
      const divisor = () => {
        const y = layer.apply(x) as tf.Tensor;
        expect(y.shape).toEqual(outputShape);
        const whole =
          kind === 'dense'
            ? tf.matMul(x as tf.Tensor2D, kernel as tf.Tensor2D)
            : tf.conv2d(x as tf.Tensor4D, kernel as tf.Tensor as tf.Tensor4D, [2, 1], 'same');
        return tf.div(tf.norm(whole), tf.norm(y)).dataSync()[0]!;
      };
      const guess = divisor() / norm;
      expect(guess).toBeGreaterThan(0.95);
      expect(guess).toBeLessThan(1.00001);
      for (let n = 0; n < 100; n++) tf.dispose(layer.apply(x, training) as tf.Tensor);
      expect(divisor() / norm).toBeCloseTo(1, 5);
    });
    layer.dispose();
  });

  it('outside training nothing moves, and slopes go through the kernel with the vector held', async () => {
    await expectNoLeak(() => {
      const layer = new SpectralDense({ units: 3, name: 'dense' });
      tf.tidy(() => {
        const { x, start: values } = reference.dense;
        const input = tf.tensor(x, [5, 4]);
        layer.apply(input);
        startFrom(layer, values);
        const kernel = weightOf(layer, 0);
        const loss = () => tf.sum(tf.square(layer.apply(input) as tf.Tensor)) as tf.Scalar;
        const { value, grads } = tf.variableGrads(loss, [kernel]);
        const at = (point: ArrayLike<number>) => {
          const norm = Math.hypot(
            ...Array.from({ length: 4 }, (_, i) =>
              values.vector.reduce((sum, u, j) => sum + u * point[i * 3 + j]!, 0),
            ),
          );
          let total = 0;
          for (let b = 0; b < 5; b++)
            for (let j = 0; j < 3; j++) {
              let sum = 0;
              for (let i = 0; i < 4; i++) sum += x[b * 4 + i]! * point[i * 3 + j]!;
              total += (sum / norm + values.bias[j]!) ** 2;
            }
          return total;
        };
        expectAllClose(value.dataSync(), [at(values.kernel)], exact);
        expectAllClose(grads[kernel.name]!.dataSync(), finiteDifferences(at, values.kernel), {
          relative: 1e-4,
          absolute: 1e-5,
        });
        expect(valuesOf(layer, 2)).toEqual([...Float32Array.from(values.vector)]);
      });
      layer.dispose();
    });
  });

  it('a kernel of zeros gives its bias, has finite slopes and keeps its vector', () => {
    const layer = new SpectralDense({ units: 2, name: 'dense' });
    tf.tidy(() => {
      const x = tf.ones([3, 4]);
      layer.apply(x);
      const vector = valuesOf(layer, 2);
      startFrom(layer, { kernel: new Array(8).fill(0), bias: [1, 2], vector });
      const y = layer.apply(x, training) as tf.Tensor;
      expect([...y.dataSync()]).toEqual([1, 2, 1, 2, 1, 2]);
      expectAllClose(valuesOf(layer, 2), vector, exact);
      const kernel = weightOf(layer, 0);
      const loss = () => tf.sum(layer.apply(x, training) as tf.Tensor) as tf.Scalar;
      const slope = tf.variableGrads(loss, [kernel]).grads[kernel.name]!.dataSync();
      expect([...slope].every(Number.isFinite)).toBe(true);
    });
    layer.dispose();
  });
});

it.each(spectralKinds)(
  '%s: starts alike for one seed, by a vector of unit length that is not trained',
  (kind) => {
    const weightsOf = (seed: number) => {
      const { make, shape } = spectralLayers[kind];
      const config = { ...make().getConfig(), seed } as never;
      const layer = kind === 'dense' ? new SpectralDense(config) : new SpectralConvolution(config);
      layer.apply(tf.input({ shape: shape.slice(1) }));
      expect(layer.trainableWeights).toHaveLength(2);
      expect(layer.nonTrainableWeights.map(({ shape: found }) => found)).toEqual([[3]]);
      const values = [0, 1, 2].map((index) => valuesOf(layer, index));
      layer.dispose();
      return values;
    };
    const first = weightsOf(2 ** 34 + 8);
    expect(Math.hypot(...first[2]!)).toBeCloseTo(1, 5);
    expect(weightsOf(2 ** 34 + 8)).toEqual(first);
    expect(weightsOf(2 ** 34 + 10)[0]).not.toEqual(first[0]);
  },
);

it.each([
  [() => new SpectralDense({ units: 0 }), 'units is 0'],
  [() => new SpectralDense({ units: 2, seed: -1 }), 'seed is -1'],
  [() => new SpectralDense({ units: 2 }).apply(tf.input({ shape: [3, 2] })), 'flatten first'],
  [() => new SpectralConvolution({ filters: 0 }), 'filters is 0'],
  [() => new SpectralConvolution({ filters: 2, kernelSize: 0 }), 'kernelSize is 0'],
  [() => new SpectralConvolution({ filters: 2, strides: [2, 0] }), 'strides[1] is 0'],
  [() => new SpectralConvolution({ filters: 2, strides: [2] as never }), 'strides is [2]'],
  [() => new SpectralConvolution({ filters: 2 }).apply(tf.input({ shape: [3] })), 'takes [batch, height'],
])('refuses what is impossible: %#', (make, message) => {
  expect(make).toThrow(OptionError);
  expect(make).toThrow(message);
});
