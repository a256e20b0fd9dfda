import { expect, it } from 'vitest';
import { confusedPairs } from './confused-pairs.js';

it('finds what is confused most, by its share of the class, without what is right', () => {
  const counts = [7, 3, 0, 1, 9, 0, 0, 5, 5];
  expect(confusedPairs(counts, 3, 2)).toEqual([
    { actual: 2, predicted: 1, count: 5, share: 0.5 },
    { actual: 0, predicted: 1, count: 3, share: 0.3 },
  ]);
  expect(confusedPairs(counts, 3, 9)).toHaveLength(3);
  expect(confusedPairs([4, 0, 0, 4], 2, 5)).toEqual([]);
});
