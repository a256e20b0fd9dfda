import { testValues } from '@autoencoders/testing';
import { expect, it } from 'vitest';
import { lloyd } from './lloyd.js';

it('takes the steps of measuring every row against every centroid', () => {
  const [count, width, clusters] = [500, 3, 8];
  const values = testValues(count * width);
  const start = Float64Array.from(values.subarray(0, clusters * width));
  for (const steps of [1, 2, 5, 100]) {
    const expected = start.slice();
    for (let step = 0; step < steps; step++) {
      const sums = new Float64Array(expected.length);
      const counts = new Float64Array(clusters);
      for (let row = 0; row < count; row++) {
        const x = values.subarray(row * width, (row + 1) * width);
        const distances = Array.from({ length: clusters }, (_, c) =>
          x.reduce((sum, value, j) => sum + (value - expected[c * width + j]!) ** 2, 0),
        );
        const label = distances.indexOf(Math.min(...distances));
        counts[label]! += 1;
        x.forEach((value, j) => {
          sums[label * width + j]! += value;
        });
      }
      sums.forEach((sum, i) => {
        expected[i] = sum / counts[Math.floor(i / width)]!;
      });
    }
    const found = start.slice();
    expect(lloyd({ values, count, width }, found, steps)).toBeLessThanOrEqual(steps);
    found.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 10);
    });
  }
});

it('gives an empty cluster the row farthest from its centroid', () => {
  const values = Float32Array.of(0, 1, 2, 10);
  // Nothing is nearest to the second.
  const centroids = Float64Array.of(3, 100);
  lloyd({ values, count: 4, width: 1 }, centroids, 50);
  expect([...centroids].sort((a, b) => a - b)).toEqual([1, 10]);
});
