/** What a threshold makes of scores. */
export interface ThresholdFigures {
  /** Odd items above the threshold, and those that are not. */
  readonly caught: number;
  readonly missed: number;
  /** Normal items above the threshold, and those that are not. */
  readonly falseAlarms: number;
  readonly quiet: number;
  /** The share of alarms that are right; `undefined` without alarms. */
  readonly precision: number | undefined;
  /** The share of odd items that are caught; `undefined` without odd items. */
  readonly recall: number | undefined;
  /** The share of normal items that give an alarm. */
  readonly falseAlarmRate: number;
}

/** Counts alarms: an item gives one where its score is above the threshold. Both lists ascend. */
export function figuresAt(normal: Float32Array, odd: Float32Array, threshold: number): ThresholdFigures {
  const caught = countAbove(odd, threshold);
  const falseAlarms = countAbove(normal, threshold);
  const alarms = caught + falseAlarms;
  return {
    caught,
    missed: odd.length - caught,
    falseAlarms,
    quiet: normal.length - falseAlarms,
    precision: alarms > 0 ? caught / alarms : undefined,
    recall: odd.length > 0 ? caught / odd.length : undefined,
    falseAlarmRate: normal.length > 0 ? falseAlarms / normal.length : 0,
  };
}

/** How many of ascending scores are above a threshold. */
export function countAbove(ascending: Float32Array, threshold: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! > threshold) high = middle;
    else low = middle + 1;
  }
  return ascending.length - low;
}

/**
 * The lowest score that a further normal item is above with at most this probability, as `calibrate` by `'quantile'`
 * finds it: the k-th of n scores is exceeded with probability `(n + 1 - k) / (n + 1)`. Where n is too small for the
 * rate, the largest score.
 */
export function thresholdFor(ascending: Float32Array, falseAlarmRate: number): number {
  const count = ascending.length;
  const place = Math.ceil((count + 1) * (1 - falseAlarmRate) - 1e-9);
  return ascending[Math.min(count, Math.max(1, place)) - 1] ?? 0;
}

/** The probability that a further normal item is above, by the scores of others. */
export function expectedFalseAlarms(ascending: Float32Array, threshold: number): number {
  return (countAbove(ascending, threshold) + 1) / (ascending.length + 1);
}
