import type { Id } from './ids.js';
import type { Ratings } from './ratings.js';
import { columnCounts } from './sparse-rows.js';

/** All items, those first that most users rated; in their own order where these are as many. */
export function itemsByPopularity({ items, byUser }: Ratings): Id[] {
  const counts = columnCounts(byUser, items.size);
  return [...counts.keys()].sort((a, b) => counts[b]! - counts[a]!).map((item) => items.at(item));
}
