import { afterEach, expect, it, vi } from 'vitest';
import { keepRatings, keptRatings } from './kept-ratings.js';

const kept = new Map<string, string>();
vi.stubGlobal('localStorage', {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => {
    if (value.length > 200) throw new Error('quota');
    kept.set(key, value);
  },
});
afterEach(() => kept.clear());

it('keeps the ratings of each set of films', () => {
  const ratings = [{ item: 3, rating: 5 }];
  expect(keepRatings('a', ratings)).toBe(true);
  expect([keptRatings('a'), keptRatings('b')]).toEqual([ratings, []]);
});

it('survives what others wrote there, and a browser that keeps nothing more', () => {
  kept.set('movie-recommender/ratings/a', '{"no": "list"}');
  expect(keptRatings('a')).toEqual([]);
  kept.set('movie-recommender/ratings/a', 'no JSON');
  expect(keptRatings('a')).toEqual([]);
  kept.set('movie-recommender/ratings/a', '[null, {"item": 1, "rating": 9}, {"item": 2, "rating": 4}]');
  expect(keptRatings('a')).toEqual([{ item: 2, rating: 4 }]);
  const many = Array.from({ length: 50 }, (_, item) => ({ item, rating: 1 }));
  expect(keepRatings('a', many)).toBe(false);
});
