/** Below this sine of the angle, directions count as the same or as opposite ones. */
const smallest = 1e-6;

/**
 * A point between two codes along a great circle,
 *
 * `sin((1 - t) θ) / sin θ · a + sin(t θ) / sin θ · b`, with the angle `θ` between `a` and `b`:
 *
 * between codes of one norm, all have that norm. Where the angle does not tell the way (parallel or opposite codes, a
 * code of 0), it is the straight line. Source: White 2016, "Sampling generative networks", section 2.1.
 *
 * @param t from 0, which is `a`, to 1, which is `b`
 */
export function slerp(a: ArrayLike<number>, b: ArrayLike<number>, t: number): Float64Array {
  let product = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let i = 0; i < a.length; i++) {
    product += a[i]! * b[i]!;
    squaresA += a[i]! ** 2;
    squaresB += b[i]! ** 2;
  }
  const norms = Math.sqrt(squaresA) * Math.sqrt(squaresB);
  if (norms === 0) return lerp(a, b, t);
  const angle = Math.acos(Math.min(1, Math.max(-1, product / norms)));
  const sine = Math.sin(angle);
  if (sine < smallest) return lerp(a, b, t);
  return combined(a, Math.sin((1 - t) * angle) / sine, b, Math.sin(t * angle) / sine);
}

/** A point on the straight line between two codes, `(1 - t) a + t b`. */
export function lerp(a: ArrayLike<number>, b: ArrayLike<number>, t: number): Float64Array {
  return combined(a, 1 - t, b, t);
}

function combined(a: ArrayLike<number>, ofA: number, b: ArrayLike<number>, ofB: number): Float64Array {
  return Float64Array.from({ length: a.length }, (_, i) => ofA * a[i]! + ofB * b[i]!);
}
