import { ratingsOf } from '@autoencoders/autorec';
import { expect, it } from 'vitest';
import { rankingFigures } from './ranking-figures.js';

const all = { users: ['ann', 'bob', 'eve'], items: ['A', 'B', 'C', 'D'] };
const known = ratingsOf(
  { user: ['ann', 'bob', 'bob', 'eve'], item: ['B', 'A', 'B', 'D'], rating: [1, 1, 1, 1] },
  all,
);
const relevant = ratingsOf({ user: ['ann', 'bob', 'bob'], item: ['C', 'C', 'D'], rating: [1, 1, 1] }, all);

it('counts places without what is rated, over users who chose anything', () => {
  const ordered = Array.from(all.users, () => ['A', 'B', 'C', 'D']);
  const { ndcg, recall, users } = rankingFigures(ordered, { known, relevant, k: 2 });
  // ann is shown A and C, with C in the second place; bob C and D, both of which he chose; eve chose nothing.
  expect([ndcg, recall, users]).toEqual([(1 / Math.log2(3) + 1) / 2, 1, 2]);
  expect(rankingFigures(ordered, { known, relevant, k: 1 })).toEqual({ ndcg: 0.5, recall: 0.5, users: 2 });
});
