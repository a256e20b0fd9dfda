/**
 * The largest `|actual - expected| / (absolute + relative · |expected|)` over all elements; at most 1 means
 * close. `NaN` anywhere gives infinity, so that a comparison with it fails.
 */
export function worstDeviation(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  { relative = 1e-4, absolute = 1e-6 }: { relative?: number; absolute?: number } = {},
): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let worst = 0;
  for (let i = 0; i < actual.length; i++) {
    const a = actual[i]!;
    const e = expected[i]!;
    if (a === e) continue;
    const deviation = Math.abs(a - e) / (absolute + relative * Math.abs(e));
    if (!(deviation <= worst)) worst = Number.isNaN(deviation) ? Number.POSITIVE_INFINITY : deviation;
  }
  return worst;
}

/**
 * Throws unless every element is within `absolute + relative · |expected|` of its counterpart; the message
 * shows the worst pair.
 */
export function expectAllClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: { relative?: number; absolute?: number } = {},
): void {
  if (actual.length !== expected.length) {
    throw new Error(`lengths differ: ${actual.length} against ${expected.length} expected`);
  }
  for (let i = 0; i < actual.length; i++) {
    if (worstDeviation([actual[i]!], [expected[i]!], tolerance) > 1) {
      const worst = worstDeviation(actual, expected, tolerance);
      throw new Error(
        `element ${i} of ${actual.length} is ${actual[i]}, expected ${expected[i]} (worst deviation: ${worst} tolerances)`,
      );
    }
  }
}
