import { finiteDifferences } from '@autoencoders/testing';

/** An encoder of one example, in double precision. */
export type ReferenceEncoder = (x: ArrayLike<number>) => readonly number[];

/** Far from rounding and from the curvature of what is differenced, once or twice. */
const step = 1e-4;

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const softplus = (x: number) => Math.log1p(Math.exp(x));
const selu = { scale: 1.0507009873554805, alpha: 1.6732632423543772 };

/** Activations of one value, as they are defined, in double precision. */
export const activations: Readonly<Record<string, (x: number) => number>> = {
  linear: (x) => x,
  relu: (x) => Math.max(0, x),
  relu6: (x) => Math.min(6, Math.max(0, x)),
  elu: (x) => (x > 0 ? x : Math.expm1(x)),
  selu: (x) => selu.scale * (x > 0 ? x : selu.alpha * Math.expm1(x)),
  gelu: (x) => 0.5 * x * (1 + errorFunction(x / Math.SQRT2)),
  gelu_new: (x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  sigmoid,
  hardSigmoid: (x) => Math.min(1, Math.max(0, 0.2 * x + 0.5)),
  tanh: Math.tanh,
  softplus,
  softsign: (x) => x / (1 + Math.abs(x)),
  swish: (x) => x * sigmoid(x),
  mish: (x) => x * Math.tanh(softplus(x)),
};

/** Where some of them have no derivative. */
export const kinks = [-2.5, 0, 2.5, 6];

/** A dense layer, kernel `[inputs, units]` row by row. */
export function denseLayer(
  x: ArrayLike<number>,
  kernel: ArrayLike<number>,
  bias: ArrayLike<number>,
): number[] {
  const units = bias.length;
  return Array.from({ length: units }, (_, j) =>
    Array.from(x).reduce((sum, value, i) => sum + value * kernel[i * units + j]!, bias[j]!),
  );
}

/** Over the values of one example. */
export function softmax(a: readonly number[]): number[] {
  const powers = a.map(Math.exp);
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** The Jacobian by finite differences: `∂h_j / ∂x_i` at `[j][i]`. */
export function jacobian(encode: ReferenceEncoder, x: ArrayLike<number>): Float64Array[] {
  return encode(x).map((_, j) => finiteDifferences((at) => encode(at)[j]!, x, step));
}

/** `J(x) - J(x̃)`. */
export function jacobianDifference(
  encode: ReferenceEncoder,
  x: ArrayLike<number>,
  noisy: ArrayLike<number>,
): Float64Array[] {
  const there = jacobian(encode, noisy);
  return jacobian(encode, x).map((row, j) => row.map((value, i) => value - there[j]![i]!));
}

/** The sum of all squares. */
export function squaredNorm(rows: readonly ArrayLike<number>[]): number {
  return rows.reduce((sum, row) => sum + Array.from(row).reduce((part, value) => part + value * value, 0), 0);
}

/** `vᵀ J`. */
export function project(direction: ArrayLike<number>, rows: readonly Float64Array[]): Float64Array {
  return rows[0]!.map((_, i) => rows.reduce((sum, row, j) => sum + direction[j]! * row[i]!, 0));
}

/** The gradient by finite differences of what may itself hold finite differences. */
export const outerDifferences = (f: (point: Float64Array) => number, point: ArrayLike<number>) =>
  finiteDifferences(f, point, step);

/** By the series of positive terms, which cancels nothing. */
function errorFunction(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < 200; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}
