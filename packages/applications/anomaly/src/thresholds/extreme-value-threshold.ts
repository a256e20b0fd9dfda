import { DataError } from '@autoencoders/errors';
import { generalizedPareto } from './generalized-pareto.js';

/** A generalised Pareto tail. */
export interface Tail {
  /** The score that it begins at. */
  readonly start: number;
  /** Share of the scores above its start. */
  readonly share: number;
  /** Shape γ: above 0 heavy, 0 exponential, below 0 bounded. */
  readonly shape: number;
  /** Scale σ, in units of the score. */
  readonly scale: number;
}

/** Fewer scores in the tail say too little of its shape. */
const fewest = 10;

/**
 * The score that a normal row exceeds with the probability `q` asked for, by a generalised Pareto distribution of the
 * peaks over a start `t`: of n scores the tail has N, and
 *
 * `threshold = t + σ/γ ((q n / N)^-γ - 1)`, for γ = 0 `t - σ log(q n / N)`.
 *
 * Source: Siffer, Fouque, Termier and Largouet 2017, "Anomaly detection in streams with extreme value theory",
 * equation 1; Pickands 1975.
 *
 * @param sorted scores of normal rows, ascending
 * @param tail share of the scores that is the tail
 * @throws {DataError} when fewer than 10 different peaks are above its start.
 */
export function extremeValueThreshold(sorted: Float32Array, falseAlarmRate: number, tail: number) {
  const count = sorted.length;
  const start = sorted[Math.max(0, count - Math.floor(tail * count) - 1)]!;
  const peaks = Float64Array.from(
    sorted.filter((score) => score > start),
    (score) => score - start,
  );
  if (new Set(peaks).size < fewest) {
    throw new DataError(
      `a tail of ${tail} of ${count} scores has ${new Set(peaks).size} different ones above ${start}: give ${fewest} at least, by more rows or a larger tail`,
    );
  }
  const { shape, scale } = generalizedPareto(peaks);
  const share = peaks.length / count;
  const ratio = falseAlarmRate / share;
  const beyond = shape === 0 ? -Math.log(ratio) : Math.expm1(-shape * Math.log(ratio)) / shape;
  return {
    threshold: start + scale * beyond,
    expectedFalseAlarmRate: falseAlarmRate,
    tail: { start, share, shape, scale },
  };
}
