import type { RandomSource } from '@autoencoders/backend';
import { type LossTerms, type StepContext, variablesOf } from '@autoencoders/core';
import { reparameterize } from '@autoencoders/layers';
import { klFromStandardNormalPerExample } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import type { SecondNetworks } from './networks.js';

/** Below this, the variance of a code given the second one does not fall. */
const smallest = 1e-6;

/** The share of the running variance that a step leaves. */
const momentum = 0.99;

/**
 * A variational autoencoder of standardised codes `z`, with a second code `u ~ N(0, I)` and
 * `p(z | u) = N(z; decode(u), γ I)`:
 *
 * `log p(z) ≥ E_q(u | z)[log p(z | u)] - KL(q(u | z) ‖ N(0, I))`, summed over the code, averaged over the batch, in nats.
 *
 * The divergence's weight rises from 0 over the first steps: while `γ` is still large, a second code that says nothing
 * would win. In training `γ` is the best one for the batch, its mean squared error; a running mean of it is kept as `variance`.
 * Sources: Dai and Wipf 2019, "Diagnosing and enhancing VAE models", section 4; the best variance: Rybkin, Daniilidis
 * and Levine 2021, "Simple and effective VAE training with calibrated decoders";
 * the rising weight: Bowman et al. 2016, "Generating sentences from a continuous space", section 3.1.
 *
 * @param variance the running mean of `γ`, a scalar
 * @param annealingSteps steps over which the weight of the divergence rises
 */
export function secondStage(
  { secondEncoder, secondDecoder }: SecondNetworks,
  variance: tf.Variable,
  annealingSteps: number,
) {
  /** `[batch, latentDim]` each. */
  function posterior(z: tf.Tensor): { readonly mean: tf.Tensor; readonly logVariance: tf.Tensor } {
    const [mean, logVariance] = secondEncoder.apply(z) as [tf.Tensor, tf.Tensor];
    return { mean, logVariance };
  }

  const decode = (u: tf.Tensor) => secondDecoder.apply(u) as tf.Tensor;

  function bound(z: tf.Tensor, random: RandomSource) {
    const { mean, logVariance } = posterior(z);
    const u = reparameterize(mean, logVariance, random.normal('second-posterior', mean.shape));
    return {
      squares: tf.sum(tf.square(tf.sub(z, decode(u))), 1) as tf.Tensor1D,
      kl: klFromStandardNormalPerExample(mean, logVariance),
    };
  }

  /** `-log N(z; m, γ I)` of squared distances `Σ (z - m)²`. */
  function negativeLog(squares: tf.Tensor, gamma: tf.Tensor, width: number): tf.Tensor1D {
    const constant = tf.mul(tf.add(tf.log(gamma), Math.log(2 * Math.PI)), width / 2);
    return tf.add(tf.div(squares, tf.mul(gamma, 2)), constant) as tf.Tensor1D;
  }

  return {
    variables: variablesOf(secondEncoder, secondDecoder),
    posterior,
    decode,
    /** `-log p(z | u)` of each example, in nats. */
    negativeLogLikelihood: (z: tf.Tensor, u: tf.Tensor) =>
      negativeLog(tf.sum(tf.square(tf.sub(z, decode(u))), 1), variance, z.shape[1]!),
    /** The loss and its terms of standardised codes `[batch, width]`. */
    loss(z: tf.Tensor, { random, step, training, remember }: StepContext): LossTerms {
      const sides = bound(z, random);
      const width = z.shape[1]!;
      const gamma = tf.add(tf.div(tf.mean(sides.squares), width), smallest);
      remember?.(variance, tf.add(tf.mul(variance, momentum), tf.mul(gamma, 1 - momentum)));
      const used = training ? gamma : variance;
      const reconstruction = tf.mean(negativeLog(sides.squares, used, width)) as tf.Scalar;
      const kl = tf.mean(sides.kl) as tf.Scalar;
      const weight = training && annealingSteps > 0 ? Math.min(1, step / annealingSteps) : 1;
      return { loss: tf.add(reconstruction, tf.mul(kl, weight)) as tf.Scalar, reconstruction, kl };
    },
    /** The negative bound of each example and its parts, in nats. */
    figures(z: tf.Tensor, random: RandomSource) {
      const { squares, kl } = bound(z, random);
      const reconstruction = negativeLog(squares, variance, z.shape[1]!);
      return { negativeElbo: tf.add(reconstruction, kl) as tf.Tensor1D, reconstruction, kl };
    },
  };
}
