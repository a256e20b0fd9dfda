import { ShapeError } from '@autoencoders/errors';
import { expect, it } from 'vitest';
import { nearestCentroid } from './index.js';
import { rowsFrom } from './testing/rows.js';

it('is the nearest, and the first of equals', () => {
  const centroids = rowsFrom([
    [0, 0],
    [4, 0],
    [0, 4],
  ]);
  const rows = rowsFrom([
    [1, 1],
    [3, 1],
    [2, 0],
    [-1, 9],
  ]);
  expect(nearestCentroid(rows, centroids)).toEqual(Int32Array.of(0, 1, 0, 2));
  expect(() => nearestCentroid(rowsFrom([[1]]), centroids)).toThrow(ShapeError);
});
