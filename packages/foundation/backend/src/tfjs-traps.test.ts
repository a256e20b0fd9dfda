import { testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { describe, expect, it, vi } from 'vitest';

// What tfjs does by itself. A test that fails here tells that an upgrade made something of this package
// superfluous; `useBackend` is never called in this file.

const tensor = (shape: number[], seed = 1) =>
  tf.tensor(testValues(tf.util.sizeFromShape(shape), -1, 1, seed), shape);

const points = [0.3, -0.8, 0.5];

/** The derivative, at w = 1, of the squared norm of the gradient of `operation(w x)` with respect to x. */
const penaltySlope = (operation: (x: tf.Tensor) => tf.Tensor) => {
  const x = tf.tensor1d(points);
  const penalty = (w: tf.Tensor) =>
    tf.sum(tf.square(tf.grad((at: tf.Tensor) => tf.sum(operation(tf.mul(at, w))))(x)));
  return tf.tidy(() => tf.grad(penalty)(tf.scalar(1)).dataSync()[0]!);
};

describe('tfjs on cpu', () => {
  it('advertises in Node', async () => {
    await tf.setBackend('cpu');
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    tf.scalar(1).dispose();
    expect(warn.mock.calls.join()).toMatch(/tfjs-node/);
    warn.mockRestore();
  });

  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
  const slope = (x: number) => sigmoid(x) * (1 - sigmoid(x));
  it.each([
    ['sigmoid', tf.sigmoid, slope, (x: number) => slope(x) * (1 - 2 * sigmoid(x))],
    [
      'tanh',
      tf.tanh,
      (x: number) => 1 - Math.tanh(x) ** 2,
      (x: number) => -2 * Math.tanh(x) * (1 - Math.tanh(x) ** 2),
    ],
    ['exp', tf.exp, Math.exp, Math.exp],
    ['elu', tf.elu, (x: number) => (x > 0 ? 1 : Math.exp(x)), (x: number) => (x > 0 ? 0 : Math.exp(x))],
  ] as const)('has a wrong second derivative of %s', (_name, operation, first, second) => {
    // The gradient is w f'(w x); twice that, times f'(w x) + w x f''(w x).
    const right = points.reduce((sum, x) => sum + 2 * first(x) * (first(x) + x * second(x)), 0);
    expect(Math.abs(penaltySlope(operation) - right)).toBeGreaterThan(0.02);
  });

  it('transforms the first image of a batch alone', async () => {
    await tf.setBackend('cpu');
    const same = tf.tensor2d([1, 0, 0, 0, 1, 0, 0, 0], [1, 8]);
    const images = tf.ones([2, 2, 2, 1]) as tf.Tensor4D;
    const moved = tf.image.transform(images, tf.concat([same, same]) as tf.Tensor2D);
    expect([...moved.dataSync()]).toEqual([1, 1, 1, 1, 0, 0, 0, 0]);
  });

  it('has a wrong second derivative of softmax and logSoftmax', () => {
    const weighted = (f: (x: tf.Tensor) => tf.Tensor) => penaltySlope((x) => tf.mul(tf.square(f(x)), 5));
    const logSoftmax = (x: tf.Tensor) => tf.sub(x, tf.log(tf.sum(relied(x))));
    // The exponential function by operations whose derivatives are right.
    const relied = (x: tf.Tensor) => tf.pow(tf.scalar(Math.E), x);
    const softmax = (x: tf.Tensor) => tf.div(relied(x), tf.sum(relied(x)));
    expect(Math.abs(weighted(tf.softmax) - weighted(softmax))).toBeGreaterThan(0.01);
    expect(Math.abs(weighted(tf.logSoftmax) - weighted(logSoftmax))).toBeGreaterThan(0.01);
  });

  it.each([
    ['leakyRelu', (x: tf.Tensor) => tf.leakyRelu(x, 0.2)],
    ['selu', tf.selu],
    ['relu6', tf.relu6],
    ['clipByValue', (x: tf.Tensor) => tf.clipByValue(x, 0, 1)],
  ] as const)('has no second derivative of %s', (_name, operation) => {
    expect(() => penaltySlope(operation)).toThrow(/gradient/);
  });

  it('differentiates nearest-neighbour upsampling of a batch wrongly', () => {
    const resize = (x: tf.Tensor) => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [4, 4]);
    const weights = tf.tensor4d([...Array(16).fill(1), ...Array(16).fill(2)], [2, 4, 4, 1]);
    const sums = tf.tidy(() => [
      ...tf
        .grad((x: tf.Tensor) => tf.sum(tf.mul(resize(x), weights)))(tf.ones([2, 2, 2, 1]))
        .dataSync(),
    ]);
    expect(sums).not.toEqual([4, 4, 4, 4, 8, 8, 8, 8]);
  });

  it('gives einsum a wrong shape where a label is summed in one operand only', () => {
    const shape = tf.tidy(() => tf.einsum('bij,jk->k', tensor([2, 3, 4]), tensor([4, 5])).shape);
    expect(shape).not.toEqual([5]);
  });

  it('has no gradient of einsum', () => {
    const sum = (x: tf.Tensor) => tf.sum(tf.einsum('ij->', x));
    expect(() => tf.tidy(() => tf.grad(sum)(tensor([2, 3])))).toThrow(/gradient/);
  });
});

describe('tfjs on wasm', () => {
  it('drops the first of two engines that start at once', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    expect(await Promise.all([tf.setBackend('wasm'), tf.setBackend('wasm')])).toContain(false);
    vi.restoreAllMocks();
    await tf.setBackend('wasm');
  });

  it.each([
    'Conv2DBackpropFilter',
    'DepthwiseConv2dNativeBackpropFilter',
    'DepthwiseConv2dNativeBackpropInput',
    'UnsortedSegmentSum',
    'Einsum',
  ])('lacks %s', (kernel) => {
    expect(tf.getKernel(kernel, 'wasm')).toBeUndefined();
  });

  it('copies an identity', () => {
    tf.tidy(() => {
      const x = tensor([3]);
      expect(x.clone().dataId === x.dataId).toBe(false);
    });
  });

  it('multiplies transposed operands several times as slowly', () => {
    const time = (transpose: boolean) =>
      Math.min(
        ...Array.from({ length: 4 }, () => {
          const a = tensor([256, 256]);
          const start = performance.now();
          tf.matMul(a, a, transpose, false).dispose();
          const took = performance.now() - start;
          a.dispose();
          return took;
        }),
      );
    expect(time(true) / time(false)).toBeGreaterThan(2);
  });

  it('differentiates 3-D convolutions wrongly', async () => {
    const gradients = async (engine: string) => {
      await tf.setBackend(engine);
      return tf.tidy(() => {
        const loss = (a: tf.Tensor, b: tf.Tensor) =>
          tf.sum(tf.conv3d(a as tf.Tensor5D, b as tf.Tensor5D, [2, 1, 3], 'valid'));
        return tf
          .grads(loss)([tensor([1, 5, 7, 6, 3]), tensor([2, 3, 3, 3, 2], 2)])
          .map((g) => g.dataSync());
      });
    };
    const [right, wrong] = [await gradients('cpu'), await gradients('wasm')];
    for (const [i, values] of right.entries()) {
      expect(Math.max(...values.map((value, j) => Math.abs(value - wrong[i]![j]!)))).toBeGreaterThan(0.1);
    }
  });

  // The last one: it leaves the engine's memory in disorder.
  it('multiplies by data that it packed in another shape', async () => {
    await tf.setBackend('wasm');
    const b = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
    tf.matMul(tf.ones([1, 2]), b);
    const product = tf.matMul(tf.ones([1, 3]), tf.reshape(b, [3, 2]));
    expect([...product.dataSync()]).not.toEqual([9, 12]);
  });
});
