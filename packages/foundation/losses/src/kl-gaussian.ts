import * as tf from '@tensorflow/tfjs';
import { checkSameShape, sumFeatures } from './reduce.js';

/**
 * The divergence of a diagonal Gaussian from N(0, I), of each example:
 *
 * `KL = ½ Σ m² + exp(v) - 1 - v` with the log-variance `v`, summed over dimensions, in nats.
 * Source: Kingma and Welling 2014, appendix B.
 *
 * @param mean `[batch, ...latentShape]`
 * @param logVariance `[batch, ...latentShape]`
 * @returns `[batch]`
 * @throws {ShapeError} when the shapes differ.
 */
export function klFromStandardNormalPerExample(mean: tf.Tensor, logVariance: tf.Tensor): tf.Tensor1D {
  return tf.tidy(() => sumFeatures(klFromStandardNormalPerDimension(mean, logVariance)));
}

/**
 * The terms of {@link klFromStandardNormalPerExample} before they are summed, as free bits need them.
 *
 * @returns `[batch, ...latentShape]`
 * @throws {ShapeError} when the shapes differ.
 */
export function klFromStandardNormalPerDimension(mean: tf.Tensor, logVariance: tf.Tensor): tf.Tensor {
  checkSameShape('mean', mean, 'logVariance', logVariance);
  // One kernel where the engine has it (`@autoencoders/backend` brings it); its name is the contract.
  const kernel = 'AutoencodersGaussianKl';
  if (tf.getKernel(kernel, tf.getBackend())) return tf.engine().runKernel(kernel, { mean, logVariance });
  return tf.tidy(() =>
    tf.mul(tf.sub(tf.add(tf.square(mean), tf.exp(logVariance)), tf.add(logVariance, 1)), 0.5),
  );
}

/**
 * The mean over the batch of {@link klFromStandardNormalPerExample}, in nats.
 *
 * @throws {ShapeError} when the shapes differ.
 */
export function klFromStandardNormal(mean: tf.Tensor, logVariance: tf.Tensor): tf.Scalar {
  return tf.tidy(() => tf.mean(klFromStandardNormalPerExample(mean, logVariance)));
}

/**
 * The divergence of one diagonal Gaussian from another, of each example:
 *
 * `KL = ½ Σ v₂ - v₁ + (exp(v₁) + (m₁ - m₂)²) exp(-v₂) - 1` with log-variances `v`, summed over dimensions, in nats.
 *
 * @param mean1 `[batch, ...latentShape]`, of the first; likewise the others
 * @returns `[batch]`
 * @throws {ShapeError} when the shapes differ.
 */
export function klBetweenGaussiansPerExample(
  mean1: tf.Tensor,
  logVariance1: tf.Tensor,
  mean2: tf.Tensor,
  logVariance2: tf.Tensor,
): tf.Tensor1D {
  checkSameShape('mean1', mean1, 'logVariance1', logVariance1);
  checkSameShape('mean1', mean1, 'mean2', mean2);
  checkSameShape('mean2', mean2, 'logVariance2', logVariance2);
  return tf.tidy(() => {
    const spread = tf.add(tf.exp(logVariance1), tf.squaredDifference(mean1, mean2));
    const ratio = tf.mul(spread, tf.exp(tf.neg(logVariance2)));
    return tf.mul(sumFeatures(tf.sub(tf.add(tf.sub(logVariance2, logVariance1), ratio), 1)), 0.5);
  });
}

/**
 * The mean over the batch of {@link klBetweenGaussiansPerExample}, in nats.
 *
 * @throws {ShapeError} when the shapes differ.
 */
export function klBetweenGaussians(
  mean1: tf.Tensor,
  logVariance1: tf.Tensor,
  mean2: tf.Tensor,
  logVariance2: tf.Tensor,
): tf.Scalar {
  return tf.tidy(() => tf.mean(klBetweenGaussiansPerExample(mean1, logVariance1, mean2, logVariance2)));
}
