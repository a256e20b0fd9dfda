import * as tf from '@tensorflow/tfjs';
import { checkSameShape, sumFeatures } from './reduce.js';

/**
 * The negative log-likelihood of `x` under Bernoulli variables with the given logits, of each example:
 *
 * `-log p(x | l) = Σ max(l, 0) - l x + log(1 + exp(-|l|))`, summed over features, in nats.
 *
 * `x` in `[0, 1]`; grey values count as means (the cross-entropy). Stable for any logit.
 * Source: Kingma and Welling 2014, appendix C.1.
 *
 * @param x `[batch, ...shape]`
 * @param logits `[batch, ...shape]`
 * @returns `[batch]`
 * @throws {ShapeError} when the shapes differ.
 */
export function bernoulliNegativeLogLikelihoodPerExample(x: tf.Tensor, logits: tf.Tensor): tf.Tensor1D {
  checkSameShape('x', x, 'logits', logits);
  return tf.tidy(() => sumFeatures(crossEntropy(x, logits)));
}

/** One kernel where the engine has it (`@autoencoders/backend` brings it); its name is the contract. */
function crossEntropy(labels: tf.Tensor, logits: tf.Tensor): tf.Tensor {
  const kernel = 'AutoencodersSigmoidCrossEntropy';
  if (tf.getKernel(kernel, tf.getBackend())) return tf.engine().runKernel(kernel, { labels, logits });
  // softplus(l) - l x is the same sum; its gradient, sigmoid(l) - x, has no kink at 0.
  return tf.sub(tf.softplus(logits), tf.mul(logits, labels));
}

/**
 * The mean over the batch of {@link bernoulliNegativeLogLikelihoodPerExample}, in nats.
 *
 * @throws {ShapeError} when the shapes differ.
 */
export function bernoulliNegativeLogLikelihood(x: tf.Tensor, logits: tf.Tensor): tf.Scalar {
  return tf.tidy(() => tf.mean(bernoulliNegativeLogLikelihoodPerExample(x, logits)));
}
