import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { describeBackend, useBackend } from '../index.js';

/** Runs on both engines and compares. */
async function sameOnBoth(work: () => tf.Tensor[]): Promise<void> {
  const results: Float32Array[][] = [];
  for (const engine of ['cpu', 'wasm'] as const) {
    await useBackend(engine);
    await expectNoLeak(() => {
      const tensors = work();
      results.push(tensors.map((tensor) => tensor.dataSync<'float32'>()));
      tf.dispose(tensors);
    });
  }
  const [expected, actual] = results as [Float32Array[], Float32Array[]];
  for (const [i, values] of expected.entries()) {
    expectAllClose(actual[i]!, values, { relative: 1e-4, absolute: 1e-4 });
  }
}

const tensor = (shape: number[], seed = 1) =>
  tf.tensor(testValues(tf.util.sizeFromShape(shape), -1, 1, seed), shape);

describe('the WASM engine prepared for training', () => {
  it('lacks nothing that training needs', async () => {
    await useBackend('wasm');
    expect(describeBackend()).toMatchObject({ engine: 'wasm', missingKernels: [] });
  });

  it.each([
    [[5, 7], [7, 3], false, false],
    [[7, 5], [7, 3], true, false],
    [[5, 7], [3, 7], false, true],
    [[7, 5], [3, 7], true, true],
    [[4, 7, 5], [4, 3, 7], true, true],
    [[1, 7, 5], [4, 7, 3], true, false],
    [[2, 3, 4, 5], [2, 3, 6, 5], false, true],
  ] as const)('multiplies %j by %j, transposed %s %s', async (a, b, transposeA, transposeB) => {
    await sameOnBoth(() =>
      tf.tidy(() => [tf.matMul(tensor([...a]), tensor([...b], 2), transposeA, transposeB)]),
    );
  });

  it('multiplies by the same data in two shapes', async () => {
    await sameOnBoth(() =>
      tf.tidy(() => {
        const b = tensor([2, 6], 2);
        return [
          tf.matMul(tensor([1, 2]), b),
          tf.matMul(tensor([5, 6]), tf.reshape(b, [6, 2])),
          tf.matMul(tensor([5, 1]), tf.reshape(b, [1, 12])),
          tf.matMul(tensor([3, 2], 3), b),
        ];
      }),
    );
  });

  it('multiplies with bias and activation fused', async () => {
    await sameOnBoth(() =>
      tf.tidy(() => [
        tf.fused.matMul({
          a: tensor([7, 5]),
          b: tensor([3, 7], 2),
          transposeA: true,
          transposeB: true,
          bias: tensor([3], 3),
          activation: 'relu',
        }) as tf.Tensor,
      ]),
    );
  });

  it.each([
    [[2, 8, 8, 3], [3, 3, 3, 4], 1, 'same', 1],
    [[2, 9, 7, 3], [3, 3, 3, 4], 2, 'same', 1],
    [[3, 9, 8, 1], [4, 2, 1, 5], [2, 3], 'valid', 1],
    [[1, 28, 28, 1], [3, 3, 1, 8], 2, 'same', 1],
    [[2, 7, 7, 2], [5, 5, 2, 2], 1, 2, 1],
    [[1, 5, 1, 2], [3, 1, 2, 3], [2, 1], 'same', 1],
    [[2, 6, 9, 2], [3, 4, 2, 2], [3, 2], 'same', 1],
    [[2, 10, 4, 2], [1, 1, 2, 3], [4, 3], 'valid', 1],
  ] as const)(
    'differentiates a convolution of %j by %j, strides %j, %s, dilations %j',
    async (x, w, strides, pad, dilations) => {
      await sameOnBoth(() =>
        tf.tidy(() => {
          const loss = (a: tf.Tensor, b: tf.Tensor) =>
            tf.sum(
              tf.square(
                tf.conv2d(
                  a as tf.Tensor4D,
                  b as tf.Tensor4D,
                  strides as number,
                  pad,
                  'NHWC',
                  dilations as number,
                ),
              ),
            );
          return tf.grads(loss)([tensor([...x]), tensor([...w], 2)]);
        }),
      );
    },
  );

  it('differentiates a transposed convolution', async () => {
    await sameOnBoth(() =>
      tf.tidy(() => {
        const loss = (a: tf.Tensor, b: tf.Tensor) =>
          tf.sum(tf.square(tf.conv2dTranspose(a as tf.Tensor4D, b as tf.Tensor4D, [2, 9, 7, 3], 2, 'same')));
        return tf.grads(loss)([tensor([2, 5, 4, 4]), tensor([3, 3, 3, 4], 2)]);
      }),
    );
  });

  it.each([
    [[2, 8, 8, 3], [3, 3, 3, 1], 1, 'same', 1],
    [[2, 9, 7, 3], [3, 3, 3, 2], 2, 'same', 1],
    [[2, 9, 8, 2], [2, 3, 2, 2], 3, 'valid', 1],
    [[1, 7, 5, 3], [5, 3, 3, 1], 2, 'same', 1],
    [[2, 5, 5, 1], [3, 3, 1, 3], 1, 1, 1],
  ] as const)(
    'differentiates a depthwise convolution of %j by %j, strides %j, %s, dilations %j',
    async (x, w, strides, pad, dilations) => {
      await sameOnBoth(() =>
        tf.tidy(() => {
          const loss = (a: tf.Tensor, b: tf.Tensor) =>
            tf.sum(
              tf.square(
                tf.depthwiseConv2d(
                  a as tf.Tensor4D,
                  b as tf.Tensor4D,
                  strides as number,
                  pad,
                  'NHWC',
                  dilations as number,
                ),
              ),
            );
          return tf.grads(loss)([tensor([...x]), tensor([...w], 2)]);
        }),
      );
    },
  );

  it.each([
    [[2, 4, 5, 3, 2], [3, 3, 2, 2, 3], 1, 'same'],
    [[1, 5, 7, 6, 3], [2, 3, 3, 3, 2], [2, 1, 3], 'valid'],
    [[2, 5, 4, 4, 1], [3, 3, 3, 1, 2], 2, 'same'],
  ] as const)('differentiates a 3-D convolution of %j by %j, strides %j, %s', async (x, w, strides, pad) => {
    await sameOnBoth(() =>
      tf.tidy(() => {
        const loss = (a: tf.Tensor, b: tf.Tensor) =>
          tf.sum(tf.square(tf.conv3d(a as tf.Tensor5D, b as tf.Tensor5D, strides as number, pad)));
        return tf.grads(loss)([tensor([...x]), tensor([...w], 2)]);
      }),
    );
  });

  it('convolves with padding given side by side, and its filter gradient with it', async () => {
    const padding = [
      [0, 0],
      [1, 2],
      [0, 3],
      [0, 0],
    ] as [[0, 0], [1, 2], [0, 3], [0, 0]];
    await sameOnBoth(() =>
      tf.tidy(() => {
        const loss = (a: tf.Tensor, b: tf.Tensor) =>
          tf.sum(tf.square(tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 2, padding)));
        return tf.grads(loss)([tensor([2, 6, 5, 2]), tensor([3, 3, 2, 3], 2)]);
      }),
    );
  });

  it('differentiates gather, with rows taken twice', async () => {
    await sameOnBoth(() =>
      tf.tidy(() => {
        const rows = tf.tensor1d([3, 0, 3, 1], 'int32');
        return [tf.grad((x: tf.Tensor) => tf.sum(tf.square(tf.gather(x, rows))))(tensor([5, 3]))];
      }),
    );
  });

  it('leaves out rows of segments that are not there', async () => {
    await sameOnBoth(() =>
      tf.tidy(() => [
        tf.unsortedSegmentSum(tensor([5, 2, 3]), tf.tensor1d([1, -1, 2, 1, 3], 'int32'), 3),
        tf.unsortedSegmentSum(tensor([4]), tf.tensor1d([0, 0, 1, 0], 'int32'), 2),
      ]),
    );
  });

  it('shares the data of an identity, and frees it once', async () => {
    await useBackend('wasm');
    await expectNoLeak(() => {
      const x = tf.tensor1d([1, 2, 3]);
      const same = tf.tidy(() => tf.clone(tf.cast(x, 'float32')));
      x.dispose();
      expect([...same.dataSync()]).toEqual([1, 2, 3]);
      same.dispose();
    });
  });
});
