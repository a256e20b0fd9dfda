import { checkShape } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { gaussianNegativeLogLikelihoodPerExample } from './gaussian.js';
import { checkSameShape } from './reduce.js';

/** The parts of the divergence of a Gaussian code from N(0, I): scalars in nats, which add up to it. */
export interface KlDecomposition {
  /** `E[log q(z | x) - log q(z)]`: what a code tells about which example it is of. At most the logarithm of the batch. */
  readonly mutualInformation: tf.Scalar;
  /** `E[log q(z) - Σ_d log q(z_d)]`: how much its dimensions depend on each other. */
  readonly totalCorrelation: tf.Scalar;
  /** `E[Σ_d log q(z_d) - log p(z_d)]`: how far each dimension by itself is from the prior. */
  readonly dimensionWiseKl: tf.Scalar;
}

/**
 * Splits the divergence of a Gaussian code from N(0, I), estimated from one draw for each example, with the batch as
 * the sample that the aggregate posterior is the mixture of:
 *
 * `log q(z_i) ≈ log 1/M Σ_j q(z_i | x_j)`, `log q(z_id) ≈ log 1/M Σ_j q(z_id | x_jd)`,
 *
 * summed over dimensions, averaged over the batch, in nats. Minibatch-weighted sampling has `1/(N M)` for `1/M`, with
 * `N` examples in all: the same gradient.
 * Source: Chen, Li, Grosse and Duvenaud 2018, eq. 2 and section 3.2.
 *
 * @param z draws of the codes, `[batch, latentDim]`
 * @param mean of the codes, `[batch, latentDim]`
 * @param logVariance of the codes, `[batch, latentDim]`
 * @throws {ShapeError} when the shapes differ, or codes have another rank.
 */
export function klDecomposition(z: tf.Tensor, mean: tf.Tensor, logVariance: tf.Tensor): KlDecomposition {
  checkShape('z', z.shape, [null, null]);
  checkSameShape('z', z, 'mean', mean);
  checkSameShape('mean', mean, 'logVariance', logVariance);
  return tf.tidy(() => {
    const [batch] = z.shape as [number, number];
    // Of each draw under each example's posterior, by dimension: [draws, examples, latentDim].
    const squares = tf.square(tf.sub(tf.expandDims(z, 1), tf.expandDims(mean, 0)));
    const spread = tf.expandDims(logVariance, 0);
    const constant = Math.log(2 * Math.PI);
    const logs = tf.mul(tf.add(tf.add(tf.mul(squares, tf.exp(tf.neg(spread))), spread), constant), -0.5);
    const average = (densities: tf.Tensor) => tf.sub(tf.logSumExp(densities, 1), Math.log(batch));
    const joint = average(tf.sum(logs, 2));
    const marginals = tf.sum(average(logs), 1);
    const own = tf.neg(gaussianNegativeLogLikelihoodPerExample(z, mean, logVariance));
    const prior = tf.neg(gaussianNegativeLogLikelihoodPerExample(z, tf.zerosLike(z), 0));
    const over = (values: tf.Tensor) => tf.mean(values) as tf.Scalar;
    return {
      mutualInformation: over(tf.sub(own, joint)),
      totalCorrelation: over(tf.sub(joint, marginals)),
      dimensionWiseKl: over(tf.sub(marginals, prior)),
    };
  });
}
