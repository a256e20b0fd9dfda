import { checkNumber } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/** Keeps logarithms finite where a unit is always or never active. */
const margin = 1e-6;

/**
 * The divergence of each unit's mean activation from a target:
 *
 * `Σ_j ρ log(ρ / ρ̂_j) + (1 - ρ) log((1 - ρ) / (1 - ρ̂_j))` with `ρ̂_j` the mean of unit `j` over the batch,
 * summed over units, in nats. Means are kept within `[1e-6, 1 - 1e-6]`, where the gradient ends.
 *
 * Sources: Ng 2011, "Sparse autoencoder" (CS294A notes), section 3; Bank et al. 2020, eq. 4.
 *
 * @param activations in `[0, 1]`, `[batch, ...units]`
 * @param target the mean activation aimed at, within (0, 1)
 * @throws {OptionError} when the target is not within (0, 1).
 */
export function klSparsity(activations: tf.Tensor, target: number): tf.Scalar {
  return tf.tidy(() => klSparsityOfMeans(tf.mean(activations, 0), target));
}

/**
 * {@link klSparsity} of means that are known already, such as running ones.
 *
 * @param means mean activation of each unit, `[...units]`
 * @throws {OptionError} when the target is not within (0, 1).
 */
export function klSparsityOfMeans(means: tf.Tensor, target: number): tf.Scalar {
  checkNumber('target', target, margin, 1 - margin);
  return tf.tidy(() => {
    const mean = tf.clipByValue(means, margin, 1 - margin);
    const active = tf.mul(tf.log(mean), target);
    const idle = tf.mul(tf.log(tf.sub(1, mean)), 1 - target);
    const entropy = target * Math.log(target) + (1 - target) * Math.log(1 - target);
    return tf.sub(means.size * entropy, tf.sum(tf.add(active, idle)));
  });
}
