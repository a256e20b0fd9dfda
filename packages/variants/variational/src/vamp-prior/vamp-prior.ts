import type { RandomSource } from '@autoencoders/backend';
import { reparameterize } from '@autoencoders/layers';
import { type GaussianMixturePrior, mixtureLogJoint } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import type { LatentParts } from '../gaussian-latent.js';
import type { AppliedNetwork } from '../latent-decoder.js';
import type { VampPriorSettings } from './options.js';

/** A mixture of the posteriors of pseudo-inputs, with equal shares: `p(z) = 1/K Σ_k q(z | u_k)`. */
export interface VampPrior {
  /** The pseudo-inputs `u`, `[pseudoInputs, ...inputShape]`. */
  pseudoInputs(training: boolean): tf.Tensor;
  /** `log p(z)` of codes `[batch, latentDim]`, in nats: `[batch]`. */
  logDensity(z: tf.Tensor, training: boolean): tf.Tensor1D;
  /** Draws codes, `[count, latentDim]`. */
  sample(count: number, random: RandomSource): tf.Tensor;
}

/** The prior that an encoder and pseudo-inputs make. Source: Tomczak and Welling 2018, eq. 9. */
export function vampPrior(
  network: AppliedNetwork,
  posteriorOf: LatentParts['posteriorOf'],
  { inputShape, pseudoInputs: count }: VampPriorSettings,
): VampPrior {
  const pseudoInputs = (training: boolean) =>
    tf.tidy(() =>
      tf.reshape(network.apply(tf.ones([1, 1]), { training }) as tf.Tensor, [count, ...inputShape]),
    );

  const mixture = (training: boolean): GaussianMixturePrior => {
    const { mean, logVariance } = posteriorOf(pseudoInputs(training), training);
    return { logWeights: tf.fill([count], -Math.log(count)), means: mean, logVariances: logVariance };
  };

  return {
    pseudoInputs,
    logDensity: (z, training) => tf.tidy(() => tf.logSumExp(mixtureLogJoint(z, mixture(training)), 1)),
    sample: (examples, random) =>
      tf.tidy(() => {
        const { means, logVariances } = mixture(false);
        const drawn = tf.floor(tf.mul(random.uniform('component', [examples]), count));
        // Rounding to single precision may take a draw just below 1 to the number of components.
        const components = tf.cast(tf.minimum(drawn, count - 1), 'int32') as tf.Tensor1D;
        const [mean, logVariance] = [tf.gather(means, components), tf.gather(logVariances, components)];
        return reparameterize(mean, logVariance, random.normal('prior', mean.shape));
      }),
  };
}
