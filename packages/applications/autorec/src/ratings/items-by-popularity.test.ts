import { expect, it } from 'vitest';
import { itemsByPopularity } from './items-by-popularity.js';
import { ratingsOf } from './ratings.js';

it('orders items by how many rated them', () => {
  const ratings = ratingsOf(
    { user: ['ann', 'bob', 'bob', 'eve'], item: ['B', 'A', 'B', 'D'], rating: [1, 1, 1, 1] },
    { users: ['ann', 'bob', 'eve'], items: ['A', 'B', 'C', 'D'] },
  );
  expect(itemsByPopularity(ratings)).toEqual(['B', 'A', 'D', 'C']);
});
