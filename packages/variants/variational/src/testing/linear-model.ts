import { logMean, logNormal, normalExpectation } from './double-precision.js';

/** A linear Gaussian model of two values and one code, its numbers in double precision. */
export interface LinearNumbers {
  /** `mean = meanKernel · x + meanBias`. */
  readonly meanKernel: readonly [number, number];
  readonly meanBias: number;
  readonly logVariance: number;
  /** `x̂ = out z + outBias`. */
  readonly out: readonly [number, number];
  readonly outBias: readonly [number, number];
  /** Of the data given a code. */
  readonly variance: number;
}

/** An approximate posterior that is not the true one. */
export const linearNumbers: LinearNumbers = {
  meanKernel: [0.4, -0.7],
  meanBias: 0.1,
  logVariance: -0.6,
  out: [1.5, -0.6],
  outBias: [0.2, -0.1],
  variance: 0.3,
};

/** `log w` of an input as a function of the draw, for standard normal noise. */
export function logWeight(numbers: LinearNumbers, [a, b]: readonly number[], noise: number): number {
  const { meanKernel, meanBias, logVariance, out, outBias, variance } = numbers;
  const mean = meanKernel[0] * a! + meanKernel[1] * b! + meanBias;
  const z = mean + Math.exp(logVariance / 2) * noise;
  const likelihood =
    logNormal(a!, out[0] * z + outBias[0], Math.log(variance)) +
    logNormal(b!, out[1] * z + outBias[1], Math.log(variance));
  return likelihood + logNormal(z, 0, 0) - logNormal(z, mean, logVariance);
}

/** `E[log ½ (w₁ + w₂)]` of an input, by quadrature over both draws. */
export function boundOfTwo(numbers: LinearNumbers, x: readonly number[]): number {
  return normalExpectation((noises) => logMean(noises.map((noise) => logWeight(numbers, x, noise))), 2);
}

/** `log p(x)` of an input: `x ~ N(outBias, out outᵀ + variance I)`. */
export function logEvidence({ out, outBias, variance }: LinearNumbers, [a, b]: readonly number[]): number {
  const [d0, d1] = [a! - outBias[0], b! - outBias[1]];
  const [c00, c01, c11] = [out[0] ** 2 + variance, out[0] * out[1], out[1] ** 2 + variance];
  const determinant = c00 * c11 - c01 ** 2;
  const quadratic = (c11 * d0 ** 2 - 2 * c01 * d0 * d1 + c00 * d1 ** 2) / determinant;
  return -Math.log(2 * Math.PI) - Math.log(determinant) / 2 - quadratic / 2;
}
