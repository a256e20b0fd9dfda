import type { FusedActivation } from '../kernel-module/product-task.js';

/** The slope that the tests give leaky units. */
export const testSlope = 0.3;

/** The fused activations in double precision; what the kernels are checked against. */
export const referenceActivations: Record<FusedActivation, (x: number) => number> = {
  linear: (x) => x,
  relu: (x) => Math.max(x, 0),
  relu6: (x) => Math.min(Math.max(x, 0), 6),
  leakyrelu: (x) => (x < 0 ? testSlope * x : x),
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  elu: (x) => (x < 0 ? Math.expm1(x) : x),
  tanh: Math.tanh,
};

/** The names of all fused activations. */
export const activationNames = Object.keys(referenceActivations) as FusedActivation[];

/** Sums in double precision, and of what size their parts were: rounding errors grow with that. */
export interface ReferenceSums {
  readonly values: Float64Array;
  readonly sizes: Float64Array;
}

/**
 * The largest error over what single precision may make of so many summands: roundings that are independent add up
 * to about the root of their number. At most 1 means right.
 */
export function worstRounding(
  actual: ArrayLike<number>,
  { values, sizes }: ReferenceSums,
  summands: number,
): number {
  if (actual.length !== values.length) return Number.POSITIVE_INFINITY;
  const unit = 4 * 2 ** -24 * (Math.sqrt(summands) + 2);
  let worst = 0;
  for (let i = 0; i < values.length; i++) {
    const error = Math.abs(actual[i]! - values[i]!) / (unit * (sizes[i]! + Math.abs(values[i]!)) + 1e-38);
    if (!(error <= worst)) worst = Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
  }
  return worst;
}
