import type { OwnRating } from '../taste/taste.js';

const keyOf = (set: string) => `movie-recommender/ratings/${set}`;

/** Ratings that were kept in this browser for a set of films; none where they cannot be read. */
export function keptRatings(set: string): readonly OwnRating[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(set)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isRating) : [];
  } catch {
    return [];
  }
}

/** Keeps ratings in this browser; says whether it could. */
export function keepRatings(set: string, ratings: readonly OwnRating[]): boolean {
  try {
    localStorage.setItem(keyOf(set), JSON.stringify(ratings));
    return true;
  } catch {
    return false;
  }
}

function isRating(value: unknown): value is OwnRating {
  const { item, rating } = (value ?? {}) as Partial<OwnRating>;
  return Number.isInteger(item) && Number.isInteger(rating) && rating! >= 1 && rating! <= 5;
}
