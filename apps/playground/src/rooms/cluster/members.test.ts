import { expect, test } from 'vitest';
import { majorityOf, membersOf } from './members.js';

test('lists members from the mean outwards, the largest cluster first, without empty ones', () => {
  // Cluster 0 around (0, 0) with mean (0, 0.5), cluster 2 around (10, 0); nothing in cluster 1.
  const points = [
    [0, 2],
    [10, 0],
    [0, -1],
    [0, 0.5],
    [12, 0],
  ].flat();
  const found = membersOf(
    { values: Float32Array.from(points), shape: [5, 2] },
    Int32Array.of(0, 2, 0, 0, 2),
    3,
  );
  expect(found.map(({ cluster, rows }) => [cluster, ...rows])).toEqual([
    [0, 3, 0, 2],
    [2, 1, 4],
  ]);
});

test('names the most frequent class and its share', () => {
  expect(majorityOf(Int32Array.of(0, 2, 3), [7, 1, 7, 4])).toEqual({ label: 7, share: 2 / 3 });
});
