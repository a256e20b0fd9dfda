import type { Outcome } from '../worker/outcome.js';

/** Where a threshold is on a slider from 0 to 1000. */
export interface ThresholdScale {
  readonly toPlace: (threshold: number) => number;
  readonly toThreshold: (place: number) => number;
}

/** A slider's scale over all scores: of errors and distances by factors, of others by differences. */
export function thresholdScale({
  lowest,
  highest,
  positive,
}: Pick<Outcome, 'lowest' | 'highest' | 'positive'>): ThresholdScale {
  const byFactors = positive && highest > 0;
  const to = byFactors ? Math.log(highest * 1.1) : highest + 0.05 * (highest - lowest || 1);
  const from = byFactors ? Math.log(Math.max(lowest, highest * 1e-6)) : lowest;
  return {
    toPlace: (threshold) => {
      const value = byFactors ? Math.log(Math.max(threshold, highest * 1e-6)) : threshold;
      return Math.min(1000, Math.max(0, Math.round((1000 * (value - from)) / (to - from || 1))));
    },
    toThreshold: (place) => {
      const value = from + (place / 1000) * (to - from);
      return byFactors ? Math.exp(value) : value;
    },
  };
}
