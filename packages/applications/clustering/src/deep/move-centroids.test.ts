import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { movedCentroids, nearestOneHot } from './move-centroids.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const width = 2;
const codes = testValues(20 * width, -1, 1, 3);
// Nothing is near the third.
const centroids = [-0.5, -0.5, 0.5, 0.5, 9, 9];
const counts = [3, 0, 7];

/** One code after another, in double precision. */
function oneByOne() {
  const at = [...centroids];
  const seen = [...counts];
  for (let i = 0; i < 20; i++) {
    const [x, y] = [codes[2 * i]!, codes[2 * i + 1]!];
    // Assigned as the batch came.
    const distances = [0, 1, 2].map((k) => (x - centroids[2 * k]!) ** 2 + (y - centroids[2 * k + 1]!) ** 2);
    const k = distances.indexOf(Math.min(...distances));
    seen[k]! += 1;
    at[2 * k]! += (x - at[2 * k]!) / seen[k]!;
    at[2 * k + 1]! += (y - at[2 * k + 1]!) / seen[k]!;
  }
  return { at, seen };
}

it('moves centroids as one code after another would, and leaves one without codes', async () => {
  const { at, seen } = oneByOne();
  await expectNoLeak(() => {
    const inputs = [
      tf.tensor2d(codes, [20, width]),
      tf.tensor2d(centroids, [3, width]),
      tf.tensor1d(counts),
    ] as const;
    const moved = movedCentroids(...inputs);
    expectAllClose(moved.centroids.dataSync(), at, { relative: 1e-5 });
    expect([...moved.counts.dataSync()]).toEqual(seen);
    expect([...moved.centroids.dataSync()].slice(4)).toEqual([9, 9]);
    tf.dispose([...inputs, moved.centroids, moved.counts]);
  });
});

it('a centroid with no count and no codes stays, too', () => {
  tf.tidy(() => {
    const moved = movedCentroids(tf.tensor2d([[1]]), tf.tensor2d([[0], [5]]), tf.tensor1d([0, 0]));
    expect([...moved.centroids.dataSync(), ...moved.counts.dataSync()]).toEqual([1, 5, 1, 0]);
  });
});

it('the nearest is one, the first of equal ones', () => {
  tf.tidy(() => {
    const found = nearestOneHot(tf.tensor2d([[0], [0.9]]), tf.tensor2d([[-1], [1]]));
    expect([...found.dataSync()]).toEqual([1, 0, 0, 1]);
  });
});
