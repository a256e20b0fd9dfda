import { useBackend } from '@autoencoders/core';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { squaredDistanceToNearest } from './squared-distance.js';

it('is the smallest of all squared distances, far from the origin too', async () => {
  await useBackend('cpu');
  const codes = testValues(7 * 3, 10, 12, 2);
  const centroids = testValues(4 * 3, 10, 12, 5);
  const expected = Array.from({ length: 7 }, (_, row) =>
    Math.min(
      ...[0, 1, 2, 3].map((c) =>
        [0, 1, 2].reduce((sum, j) => sum + (codes[row * 3 + j]! - centroids[c * 3 + j]!) ** 2, 0),
      ),
    ),
  );
  const [z, c] = [tf.tensor2d(codes, [7, 3]), tf.tensor2d(centroids, [4, 3])];
  await expectNoLeak(() => {
    const found = squaredDistanceToNearest(z, c);
    expect(found.shape).toEqual([7]);
    expectAllClose(found.dataSync(), expected);
    found.dispose();
  });
  tf.dispose([z, c]);
});
