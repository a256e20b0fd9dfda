import { useBackend } from '@autoencoders/backend';
import { ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { laplacianVariance } from '../index.js';
import { sharpnesses } from '../testing/samples-of-generators.js';

describe.each(['cpu', 'wasm'] as const)('sharpness, on %s', (engine) => {
  beforeAll(() => useBackend(engine));

  it.each(sharpnesses)('$name: as scipy has it', ({ images, laplacianVariance: known }) => {
    tf.tidy(() => {
      const found = laplacianVariance(tf.tensor(images.values, [...images.shape]));
      expect(found.shape).toEqual([images.shape[0]]);
      expectAllClose(found.dataSync(), known, { relative: 1e-4 });
    });
  });

  it('by hand: one bright pixel, in any unit; a slope has none', () => {
    tf.tidy(() => {
      // Places see 1, 1, 1, 1 and -4 of nine: mean 0, mean square 20/9.
      const point = tf.oneHot(tf.tensor1d([12], 'int32'), 25);
      const image = tf.reshape(point, [1, 5, 5, 1]);
      expectAllClose(laplacianVariance(image).dataSync(), [20 / 9]);
      expectAllClose(laplacianVariance(tf.mul(image, tf.scalar(3, 'int32'))).dataSync(), [20]);
      const slope = tf.reshape(tf.range(0, 30), [1, 5, 6, 1]);
      expectAllClose(laplacianVariance(slope).dataSync(), [0], { absolute: 1e-9 });
    });
  });
});

it('falls as an image is blurred, and leaves only what it returns', async () => {
  await useBackend('cpu');
  const images = tf.randomUniform<tf.Rank.R4>([2, 12, 12, 1], 0, 1, 'float32', 1);
  await expectNoLeak(() => {
    tf.tidy(() => {
      const blurred = tf.avgPool(images, 3, 1, 'same');
      const [sharp, soft] = [laplacianVariance(images).dataSync(), laplacianVariance(blurred).dataSync()];
      for (const at of [0, 1]) expect(soft[at]!).toBeLessThan(0.1 * sharp[at]!);
    });
  });
  await expectNoLeak(() => tf.dispose(laplacianVariance(images)));
  images.dispose();
});

it('names what is no image', () => {
  const [flat, small] = [tf.zeros([2, 784]), tf.zeros([2, 2, 9, 1])];
  expect(() => laplacianVariance(flat)).toThrow(ShapeError);
  expect(() => laplacianVariance(flat)).toThrow('[2, 784], expected [batch, height, width, channels]');
  expect(() => laplacianVariance(small)).toThrow(ShapeError);
  tf.dispose([flat, small]);
});
