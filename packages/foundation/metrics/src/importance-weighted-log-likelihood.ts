import { type RandomSource, randomSource } from '@autoencoders/backend';
import { checkInteger, checkShape } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/** What the estimate needs of a model, and how hard to try. */
export interface ImportanceWeightedOptions {
  /** The Gaussian `q(z | x)` of inputs `[batch, ...shape]`: mean and log-variance, `[batch, ...latentShape]` each. */
  readonly posterior: (x: tf.Tensor) => { readonly mean: tf.Tensor; readonly logVariance: tf.Tensor };
  /** `-log p(x | z)` summed over features, in nats, of inputs and codes of any equal count: `[count]`. */
  readonly negativeLogLikelihood: (x: tf.Tensor, z: tf.Tensor) => tf.Tensor;
  /** Draws of `z` per example; papers take 5,000. Default 100. */
  readonly samples?: number;
  /** Draws decoded at once: more is faster and takes more memory, without another result. Default 10. */
  readonly chunk?: number;
  /** Where draws come from; give each batch of a dataset its own step. Default `randomSource(0)`. */
  readonly random?: RandomSource;
}

/** Smallest log-weight: one that underflows to minus infinity must not turn sums into NaN. */
const lowest = -3e38;

/**
 * The importance-weighted estimate of each example's log-likelihood under a model with the prior N(0, I):
 *
 * `log p(x) ≥ E[log (1/k) Σ p(x | z_i) p(z_i) / q(z_i | x)]`, `z_i ~ q(z | x)`, in nats.
 *
 * The ELBO at one sample; on average it rises with the number of samples towards `log p(x)`. Draws are taken in
 * chunks with a running log-sum-exp, so memory depends on `chunk` and not on `samples`.
 * Source: Burda, Grosse and Salakhutdinov 2016, "Importance weighted autoencoders", eq. 8.
 *
 * @param x `[batch, ...shape]`
 * @returns `[batch]`
 * @throws {OptionError} when `samples` or `chunk` is not a positive integer.
 * @throws {ShapeError} when the model's parts do not give one number or one code per example.
 */
export function importanceWeightedLogLikelihood(
  x: tf.Tensor,
  options: ImportanceWeightedOptions,
): tf.Tensor1D {
  const { posterior, negativeLogLikelihood, samples = 100, chunk = 10, random = randomSource(0) } = options;
  checkInteger('samples', samples);
  checkInteger('chunk', chunk);
  const batch = x.shape[0] ?? 1;
  return tf.tidy(() => {
    const { mean, logVariance } = posterior(x);
    checkShape('the mean of the posterior', mean.shape, [batch, ...mean.shape.slice(1)]);
    checkShape('the log-variance of the posterior', logVariance.shape, mean.shape);
    const deviation = tf.exp(tf.mul(logVariance, 0.5));

    /** Log-weights of the draws from `first` on, `[count, batch]`. */
    const logWeights = (first: number, count: number) => {
      // One draw per sample, each with its own name: the chunk size does not change the result.
      const draws = Array.from({ length: count }, (_, i) =>
        random.normal(`importance sample ${first + i}`, mean.shape),
      );
      const noise = tf.stack(draws);
      const z = tf.add(mean, tf.mul(deviation, noise));
      // log p(z) - log q(z | x): the constants cancel.
      const terms = tf.add(tf.sub(tf.square(noise), tf.square(z)), logVariance);
      const ratio = tf.mul(tf.sum(tf.reshape(terms, [count, batch, -1]), 2), 0.5);
      const repeated = tf.tile(x, [count, ...x.shape.slice(1).map(() => 1)]);
      const codes = tf.reshape(z, [count * batch, ...mean.shape.slice(1)]);
      const cost = negativeLogLikelihood(repeated, codes);
      checkShape('the negative log-likelihood', cost.shape, [count * batch]);
      return tf.maximum(tf.sub(ratio, tf.reshape(cost, [count, batch])), lowest);
    };

    let largest: tf.Tensor = tf.fill([batch], lowest);
    let sum: tf.Tensor = tf.zeros([batch]);
    for (let first = 0; first < samples; first += chunk) {
      const before = [largest, sum];
      [largest, sum] = tf.tidy(() => {
        const weights = logWeights(first, Math.min(chunk, samples - first));
        const peak = tf.maximum(largest, tf.max(weights, 0));
        const kept = tf.mul(sum, tf.exp(tf.sub(largest, peak)));
        return [peak, tf.add(kept, tf.sum(tf.exp(tf.sub(weights, peak)), 0))] as [tf.Tensor, tf.Tensor];
      });
      tf.dispose(before);
    }
    return tf.add(largest, tf.sub(tf.log(sum), Math.log(samples))) as tf.Tensor1D;
  });
}
