import { DataError } from '@autoencoders/errors';
import { type Standard, standardized, standardOf } from '../scores/standard.js';

/** How the scores of different detectors are made comparable. */
export const combinations = ['standardized', 'rank'] as const;
export type Combination = (typeof combinations)[number];

/** What one detector's scores are held against: those of rows that are mostly normal. */
export type Alignment =
  | (Standard & { readonly by: 'standardized'; readonly positive: boolean })
  | { readonly by: 'rank'; readonly sorted: readonly number[] };

/**
 * Fits an alignment to scores: their mean and standard deviation, of logarithms where they are errors or distances; or
 * the scores themselves, in order.
 *
 * @throws {DataError} without scores.
 */
export function alignmentOf(scores: Float32Array, by: Combination, positive: boolean): Alignment {
  if (scores.length === 0) throw new DataError('there are no scores to align by: give rows');
  if (by === 'rank') return { by, sorted: [...scores].sort((a, b) => a - b) };
  return { by, positive, ...standardOf(scores, positive) };
}

/** Scores on the common scale: standard deviations above the mean, or the share of scores that are below or equal. */
export function aligned(scores: Float32Array, alignment: Alignment): Float64Array {
  if (alignment.by === 'standardized') return standardized(scores, alignment, alignment.positive);
  const { sorted } = alignment;
  return Float64Array.from(scores, (score) => notAbove(sorted, score) / sorted.length);
}

/** How many of the ascending values are at most as large. */
function notAbove(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
