import { klFromStandardNormalPerExample } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';

/**
 * The evidence lower bound of each example, from its negative log-likelihood under one draw of the posterior:
 * `ELBO = log p(x | z) - KL(q(z | x) ‖ N(0, I))`, in nats. Source: Kingma and Welling 2014, eq. 10.
 *
 * @param negativeLogLikelihood `[batch]`
 * @param mean `[batch, latentDim]`, of the posterior
 * @param logVariance `[batch, latentDim]`
 * @returns `[batch]`
 * @throws {ShapeError} when mean and log-variance differ in shape.
 */
export function elbo(
  negativeLogLikelihood: tf.Tensor1D,
  mean: tf.Tensor,
  logVariance: tf.Tensor,
): tf.Tensor1D {
  return tf.tidy(() => {
    const divergence = klFromStandardNormalPerExample(mean, logVariance);
    return tf.neg(tf.add(negativeLogLikelihood, divergence)) as tf.Tensor1D;
  });
}
