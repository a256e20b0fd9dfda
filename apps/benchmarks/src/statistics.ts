/** Milliseconds of what was repeated. */
export interface Timing {
  readonly median: number;
  readonly best: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  readonly samples: number;
}

/** The value below which the given share of the values lies, between neighbours in proportion; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The times of all rounds in one. */
export function summarize(rounds: readonly (readonly number[])[]): Timing {
  const all = rounds.flat();
  return {
    median: median(all),
    best: quantile(all, 0),
    lowerQuartile: quantile(all, 0.25),
    upperQuartile: quantile(all, 0.75),
    samples: all.length,
  };
}

/**
 * How many times as long `above` takes as `below`: the median over rounds of the ratio of the round's medians.
 * What slows a whole round down (a neighbour on the machine, say) slows both sides and leaves the ratio alone.
 */
export function pairedRatio(
  above: readonly (readonly number[])[],
  below: readonly (readonly number[])[],
): number {
  const pairs = Math.min(above.length, below.length);
  return median(Array.from({ length: pairs }, (_, round) => median(above[round]!) / median(below[round]!)));
}
