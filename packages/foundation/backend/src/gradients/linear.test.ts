import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../index.js';

const values = (shape: readonly number[], seed = 1) =>
  tf.tensor(testValues(tf.util.sizeFromShape([...shape]), -1, 1, seed), [...shape]);

/** In double precision. */
function inner(a: tf.Tensor, b: tf.Tensor): number {
  const other = b.dataSync();
  return a.dataSync<'float32'>().reduce((sum, value, i) => sum + value * other[i]!, 0);
}

const resizings: Record<string, (x: tf.Tensor) => tf.Tensor> = {
  'nearest, twice': (x) => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [6, 8]),
  'nearest, 2.33 and 1.25 times': (x) => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [7, 5]),
  'nearest, corners aligned': (x) => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [5, 9], true),
  'nearest, half-pixel centers': (x) => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [5, 3], false, true),
  'bilinear, twice': (x) => tf.image.resizeBilinear(x as tf.Tensor4D, [6, 8]),
  'bilinear, corners aligned': (x) => tf.image.resizeBilinear(x as tf.Tensor4D, [2, 9], true),
  'bilinear, half-pixel centers': (x) => tf.image.resizeBilinear(x as tf.Tensor4D, [5, 7], false, true),
};

const repetitions: Record<string, (x: tf.Tensor) => tf.Tensor> = {
  'whole, three times': (x) => tf.tile(x, [3, 1, 1, 1]),
  'along several axes': (x) => tf.tile(x, [2, 1, 3, 2]),
  'by broadcasting': (x) => tf.broadcastTo(tf.reshape(x, [9, 1, 8]), [2, 9, 5, 8]),
};

describe.each(['cpu', 'wasm'] as const)('gradients of linear operations on %s', (engine) => {
  beforeAll(() => useBackend(engine));

  // A linear operation A and its gradient satisfy (A v) · w = v · (Aᵀ w) for all v and w.
  it.each([
    ...Object.entries(resizings).map(([name, resize]) => [`resizes images, ${name}`, resize] as const),
    ...Object.entries(repetitions).map(([name, repeat]) => [`repeats, ${name}`, repeat] as const),
  ])('%s', async (_name, operation) => {
    await expectNoLeak(() =>
      tf.tidy(() => {
        const x = values([3, 3, 4, 2]);
        const w = values(operation(x).shape, 2);
        const gradient = tf.grad((v: tf.Tensor) => tf.sum(tf.mul(operation(v), w)))(x);
        for (const seed of [3, 4]) {
          const v = values(x.shape, seed);
          expectAllClose([inner(v, gradient)], [inner(operation(v), w)], { absolute: 1e-4 });
        }
      }),
    );
  });

  const layers: Record<string, [(x: tf.Tensor, w: tf.Tensor) => tf.Tensor, number[], number[]]> = {
    'average pooling': [
      (x, w) => tf.avgPool(tf.mul(tf.square(x), w) as tf.Tensor4D, 2, 2, 'same'),
      [2, 5, 4, 2],
      [2, 5, 4, 2],
    ],
    convolution: [
      (x, w) => tf.sigmoid(tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, 'same')),
      [2, 5, 4, 2],
      [3, 3, 2, 2],
    ],
    'depthwise convolution': [
      (x, w) => tf.tanh(tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same')),
      [2, 4, 3, 2],
      [3, 2, 2, 1],
    ],
    upsampling: [
      (x, w) => tf.sigmoid(tf.mul(tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [5, 7]), w)),
      [2, 4, 3, 1],
      [2, 5, 7, 1],
    ],
  };

  // The directional derivative of the penalty, by central differences of the penalty itself.
  it.each(Object.entries(layers))('penalises the gradient of %s', async (_name, [layer, xShape, wShape]) => {
    await expectNoLeak(() =>
      tf.tidy(() => {
        const penalty = (x: tf.Tensor, w: tf.Tensor) => {
          const gradients = tf.grads((a: tf.Tensor, b: tf.Tensor) => tf.sum(tf.square(layer(a, b))))([x, w]);
          return tf.add(tf.sum(tf.square(gradients[0]!)), tf.sum(tf.square(gradients[1]!)));
        };
        const at = [values(xShape), values(wShape, 2)];
        const along = [values(xShape, 3), values(wShape, 4)];
        const got = tf
          .grads(penalty)(at)
          .reduce((sum, g, i) => sum + inner(g, along[i]!), 0);
        const step = 1e-2;
        const moved = (by: number) =>
          penalty(
            tf.add(at[0]!, tf.mul(along[0]!, by)),
            tf.add(at[1]!, tf.mul(along[1]!, by)),
          ).dataSync()[0]!;
        // Richardson: differences over one and two steps cancel the third derivative.
        const difference = (by: number) => (moved(by) - moved(-by)) / (2 * by);
        const expected = (4 * difference(step) - difference(2 * step)) / 3;
        expect(Math.abs(got - expected)).toBeLessThan(2e-3 * Math.abs(expected) + 1e-3);
      }),
    );
  });
});
