import type { Rows } from '@autoencoders/data';

/**
 * Numbers in double precision as two float32 parts, `[2, ...shape]`, whose sum is right to some 14 digits: rounded to
 * one, a covariance may no longer be positive definite.
 */
export function inTwoParts(values: Float64Array, shape: readonly number[]): Rows {
  const parts = new Float32Array(2 * values.length);
  parts.set(values);
  for (let i = 0; i < values.length; i++) parts[values.length + i] = values[i]! - parts[i]!;
  return { values: parts, shape: [2, ...shape] };
}

/** The sums of {@link inTwoParts}. */
export function fromTwoParts({ values }: Rows): Float64Array {
  const size = values.length / 2;
  return Float64Array.from({ length: size }, (_, i) => values[i]! + values[size + i]!);
}
