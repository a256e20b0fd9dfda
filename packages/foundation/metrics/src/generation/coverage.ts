/** How many examples fell to each mode, and what that says. */
export interface Coverage {
  /** Modes that something was made of. */
  readonly modes: number;
  /**
   * `Σ p log(p / q)` of the modes' shares `p` among what was made and `q` as they should be, in nats: 0 where all modes
   * come as often as they should, infinite where one comes that should not.
   */
  readonly klDivergence: number;
  /** Examples by mode. */
  readonly counts: Int32Array;
}

/** `Σ p log(p / q)` of two lists of counts, in nats. */
export function divergenceOfCounts(counts: ArrayLike<number>, expected: ArrayLike<number>): number {
  const sumOf = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0);
  const [total, expectedTotal] = [sumOf(counts), sumOf(expected)];
  let divergence = 0;
  for (let mode = 0; mode < counts.length; mode++) {
    const share = counts[mode]! / total;
    if (share > 0) divergence += share * Math.log(share / (expected[mode]! / expectedTotal));
  }
  // Rounding may leave it a little below.
  return Math.max(0, divergence);
}
