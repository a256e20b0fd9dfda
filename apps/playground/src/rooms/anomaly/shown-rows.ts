import type { ScoredRow } from './scored.js';

/** Which items are looked at. */
export const listings = ['oddest', 'false alarms', 'missed'] as const;
export type Listing = (typeof listings)[number];

/** How many are shown. */
const most = 8;

/**
 * The items of a listing: those with the highest scores; the normal ones with the highest that give an alarm; the odd
 * ones with the lowest that do not.
 */
export function rowsOf(
  listing: Listing,
  normal: Float32Array,
  odd: { readonly name: string; readonly scores: Float32Array } | undefined,
  threshold: number,
): (ScoredRow & { readonly score: number })[] {
  const inNormal = Array.from(normal, (score, row) => ({ group: undefined, row, score }));
  const inOdd = odd ? Array.from(odd.scores, (score, row) => ({ group: odd.name, row, score })) : [];
  const found =
    listing === 'oddest'
      ? [...inNormal, ...inOdd]
      : listing === 'false alarms'
        ? inNormal.filter(({ score }) => score > threshold)
        : inOdd.filter(({ score }) => score <= threshold);
  const sign = listing === 'missed' ? -1 : 1;
  return found.sort((a, b) => sign * (b.score - a.score)).slice(0, most);
}
