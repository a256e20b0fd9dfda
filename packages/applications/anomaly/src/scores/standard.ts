/** Mean and standard deviation of scores, or of their logarithms. */
export interface Standard {
  readonly mean: number;
  readonly deviation: number;
}

/** Added before the logarithm, so that a score of 0 has one. */
const smallest = 1e-6;

/** Mean and standard deviation of scores, of their logarithms where they are positive; 1 in place of a deviation of 0. */
export function standardOf(scores: Float32Array, positive: boolean): Standard {
  const values = Float64Array.from(scores, (score) => measured(score, positive));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.fround(Math.sqrt(variance)) || 1 };
}

/** `(s - mean) / deviation`, of `log s` where scores are positive. */
export function standardized(
  scores: Float32Array,
  { mean, deviation }: Standard,
  positive: boolean,
): Float64Array {
  return Float64Array.from(scores, (score) => (measured(score, positive) - mean) / deviation);
}

function measured(score: number, positive: boolean): number {
  return positive ? Math.log(score + smallest) : score;
}
