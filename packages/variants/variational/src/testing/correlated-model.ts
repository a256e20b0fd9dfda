import { randomSource } from '@autoencoders/backend';
import * as tf from '@tensorflow/tfjs';

/** A linear Gaussian model of two values and two codes, whose exact posterior has codes that depend on each other. */
export const correlated = {
  /** `x̂ = z K + b`: a row for each code. */
  out: [
    [1.2, 0.5],
    [1, 0.7],
  ],
  outBias: [0.2, -0.1],
  /** Of the data given a code. */
  variance: 0.1,
} as const;

type Matrix = readonly [readonly [number, number], readonly [number, number]];

const { out, outBias, variance } = correlated;
const determinant = ([[a, b], [c, d]]: Matrix) => a * d - b * c;
const product = (u: readonly number[], v: readonly number[]) => u[0]! * v[0]! + u[1]! * v[1]!;

/** `Λ = I + K Kᵀ / variance`, the inverse of the exact posterior's covariance, which is the same for all inputs. */
const precision: Matrix = [
  [1 + product(out[0], out[0]) / variance, product(out[0], out[1]) / variance],
  [product(out[1], out[0]) / variance, 1 + product(out[1], out[1]) / variance],
];

/**
 * By how much the bound of the best Gaussian posterior without correlations, `N(m, 1 / Λ_dd)` around the exact mean, is
 * below the evidence: `½ log Π_d Λ_dd / det Λ` nats.
 */
export const gapOfDiagonal = 0.5 * Math.log((precision[0][0] * precision[1][1]) / determinant(precision));

/** Weights of a linear encoder for that posterior: kernel and bias of the mean, and the log-variance. */
export function bestDiagonal() {
  const scale = 1 / (determinant(precision) * variance);
  const [[a, b], [c, d]] = precision;
  // m = (x - b) Kᵀ Λ⁻¹ / variance
  const kernel = [0, 1].map((value) => [
    scale * (out[0][value]! * d - out[1][value]! * c),
    scale * (out[1][value]! * a - out[0][value]! * b),
  ]);
  const bias = [0, 1].map((code) => -product(outBias, [kernel[0]![code]!, kernel[1]![code]!]));
  return { kernel, bias, logVariance: [-Math.log(a), -Math.log(d)] };
}

/** `log p(x)` of an input: `x ~ N(outBias, Kᵀ K + variance I)`. */
export function logEvidence([x0, x1]: readonly number[]): number {
  const columns = [0, 1].map((value) => [out[0][value]!, out[1][value]!]);
  const [c00, c01] = [product(columns[0]!, columns[0]!) + variance, product(columns[0]!, columns[1]!)];
  const c11 = product(columns[1]!, columns[1]!) + variance;
  const size = c00 * c11 - c01 ** 2;
  const [d0, d1] = [x0! - outBias[0], x1! - outBias[1]];
  const quadratic = (c11 * d0 ** 2 - 2 * c01 * d0 * d1 + c00 * d1 ** 2) / size;
  return -Math.log(2 * Math.PI) - Math.log(size) / 2 - quadratic / 2;
}

/** Draws of the model, `[examples, 2]`. */
export function correlatedData(examples: number): tf.Tensor2D {
  return tf.tidy(() => {
    const random = randomSource(3);
    const z = random.normal('codes', [examples, 2]);
    const noise = tf.mul(random.normal('noise', [examples, 2]), Math.sqrt(variance));
    return tf.add(
      tf.add(tf.matMul(z, tf.tensor2d(out.map((row) => [...row]))), tf.tensor1d([...outBias])),
      noise,
    );
  });
}
