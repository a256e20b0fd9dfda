const largest = 3.4028234663852886e38;

/**
 * The distance between a float32 and the true value, in units of the last place of the true value: 0.5 at most where
 * it is correctly rounded. Overflow counts as what lies behind the largest number; NaN is at no distance of NaN.
 */
export function ulpError(actual: number, truth: number): number {
  if (Number.isNaN(truth) || Number.isNaN(actual)) {
    return Number.isNaN(truth) && Number.isNaN(actual) ? 0 : Number.POSITIVE_INFINITY;
  }
  if (actual === truth) return 0;
  if (Math.abs(truth) === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  const exponent = Math.max(-126, Math.min(127, Math.floor(Math.log2(Math.abs(truth)))));
  const next = largest + 2 ** 104;
  const clamp = (x: number) => Math.max(-next, Math.min(next, x));
  return Math.abs(clamp(actual) - clamp(truth)) / 2 ** (exponent - 23);
}

/** The largest distance of all values, and where it is. */
export function worstUlp(actual: ArrayLike<number>, truth: ArrayLike<number>): { ulp: number; at: number } {
  if (actual.length !== truth.length) return { ulp: Number.POSITIVE_INFINITY, at: -1 };
  let worst = { ulp: 0, at: -1 };
  for (let at = 0; at < actual.length; at++) {
    const ulp = ulpError(actual[at]!, truth[at]!);
    if (ulp > worst.ulp) worst = { ulp, at };
  }
  return worst;
}
