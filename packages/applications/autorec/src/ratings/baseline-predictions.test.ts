import { expectAllClose } from '@autoencoders/testing';
import { expect, it } from 'vitest';
import { baselinePredictions } from './baseline-predictions.js';
import { ratingsOf } from './ratings.js';

it('adds biases to the mean, rating by rating in order, and stays within the range', () => {
  const test = ratingsOf(
    { user: ['a', 'b', 'b'], item: ['y', 'x', 'y'], rating: [1, 2, 3] },
    { users: ['a', 'b'], items: ['x', 'y'], range: [1, 5] },
  );
  const baseline = {
    mean: 3,
    users: Float32Array.of(-0.5, 1.25),
    items: Float32Array.of(1.5, -2),
    damping: { users: 10, items: 5 },
  };
  const found = baselinePredictions(baseline, test, [1, 5]);
  expect(found.length).toBe(3);
  expectAllClose(found, [1, 5, 2.25]);
});
