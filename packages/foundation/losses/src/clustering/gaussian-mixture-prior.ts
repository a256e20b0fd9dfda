import { checkShape } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { checkSameShape } from '../reduce.js';

/** A mixture of diagonal Gaussians over codes. */
export interface GaussianMixturePrior {
  /** `log π`, `[clusters]`, in nats. */
  readonly logWeights: tf.Tensor;
  /** `μ`, `[clusters, latentDim]`. */
  readonly means: tf.Tensor;
  /** `v = log σ²`, `[clusters, latentDim]`. */
  readonly logVariances: tf.Tensor;
}

/**
 * The joint density of codes and components, in nats:
 *
 * `log p(z, c) = log π_c - ½ Σ_l (log 2π + v_cl + (z_l - μ_cl)² exp(-v_cl))`, summed over the code.
 *
 * Its log-softmax over components is `log p(c | z)`, its log-sum-exp `log p(z)`.
 *
 * @param codes `[batch, latentDim]`
 * @returns `[batch, clusters]`
 * @throws {ShapeError} when the shapes do not fit.
 */
export function mixtureLogJoint(codes: tf.Tensor, prior: GaussianMixturePrior): tf.Tensor2D {
  checkPrior('codes', codes, prior);
  const { logWeights, means, logVariances } = prior;
  return tf.tidy(() => {
    const squares = tf.square(tf.sub(tf.expandDims(codes, 1), tf.expandDims(means, 0)));
    const scaled = tf.mul(squares, tf.expandDims(tf.exp(tf.neg(logVariances)), 0));
    const constants = tf.sum(tf.add(logVariances, Math.log(2 * Math.PI)), 1);
    return tf.sub(logWeights, tf.mul(tf.add(tf.sum(scaled, 2), constants), 0.5));
  });
}

/**
 * The divergence of `q(z, c | x) = N(z; m, exp(s)) γ_c` from a mixture `p(z, c)`, of each example:
 *
 * `KL = Σ_c γ_c (log γ_c - log π_c) + ½ Σ_c γ_c Σ_l (v_cl - s_l + (exp(s_l) + (m_l - μ_cl)²) exp(-v_cl) - 1)`,
 *
 * summed over the code, in nats. What a mixture takes from the evidence lower bound (Jiang et al. 2017, VaDE),
 * for any `γ`.
 *
 * @param mean `m`, `[batch, latentDim]`
 * @param logVariance `s`, `[batch, latentDim]`
 * @param logResponsibilities `log γ`, `[batch, clusters]`; VaDE takes `log p(c | z)` of a draw of `z`
 * @returns `[batch]`
 * @throws {ShapeError} when the shapes do not fit.
 */
export function klFromMixturePerExample(
  mean: tf.Tensor,
  logVariance: tf.Tensor,
  logResponsibilities: tf.Tensor,
  prior: GaussianMixturePrior,
): tf.Tensor1D {
  checkSameShape('mean', mean, 'logVariance', logVariance);
  checkPrior('mean', mean, prior);
  const { logWeights, means, logVariances } = prior;
  checkShape('logResponsibilities', logResponsibilities.shape, [mean.shape[0]!, logWeights.size]);
  return tf.tidy(() => {
    const wide = (x: tf.Tensor) => tf.expandDims(x, 1);
    const spread = tf.add(wide(tf.exp(logVariance)), tf.square(tf.sub(wide(mean), tf.expandDims(means, 0))));
    const ratio = tf.mul(spread, tf.expandDims(tf.exp(tf.neg(logVariances)), 0));
    const gaussians = tf.sum(tf.sub(tf.add(tf.sub(logVariances, wide(logVariance)), ratio), 1), 2);
    const choice = tf.sub(logResponsibilities, logWeights);
    return tf.sum(tf.mul(tf.exp(logResponsibilities), tf.add(choice, tf.mul(gaussians, 0.5))), 1);
  });
}

/**
 * The mean over the batch of {@link klFromMixturePerExample}, in nats.
 *
 * @throws {ShapeError} when the shapes do not fit.
 */
export function klFromMixture(
  mean: tf.Tensor,
  logVariance: tf.Tensor,
  logResponsibilities: tf.Tensor,
  prior: GaussianMixturePrior,
): tf.Scalar {
  return tf.tidy(() => tf.mean(klFromMixturePerExample(mean, logVariance, logResponsibilities, prior)));
}

function checkPrior(
  what: string,
  codes: tf.Tensor,
  { logWeights, means, logVariances }: GaussianMixturePrior,
) {
  checkShape(what, codes.shape, [null, means.shape[1] ?? 0]);
  checkShape('logWeights', logWeights.shape, [means.shape[0] ?? 0]);
  checkSameShape('means', means, 'logVariances', logVariances);
}
