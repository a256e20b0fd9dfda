import { expect, it } from 'vitest';
import { labelledChoices } from './labelled-choices.js';

it.each([
  [4000, [10, 20, 50, 100, 200, 500, 1000, 2000, 4000]],
  [1438, [10, 20, 50, 100, 200, 500, 1000, 1438]],
  [50, [10, 20, 50]],
  [10, [10]],
  [8, [8]],
])('of %d examples', (total, choices) => {
  expect(labelledChoices(total)).toEqual(choices);
});
