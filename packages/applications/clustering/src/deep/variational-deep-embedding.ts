import { gaussianMixture } from '@autoencoders/classical';
import type { Autoencoder, LossTerms, StepContext } from '@autoencoders/core';
import { checkInteger, OptionError } from '@autoencoders/errors';
import { reparameterize } from '@autoencoders/layers';
import { klFromMixturePerExample, mixtureLogJoint } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { codeWidth } from '../codes.js';
import type { DeepClustering } from './deep-clustering.js';
import { deepClusteringFrom } from './deep-clustering-from.js';
import { assignValues, trainedVariables, zeroVariable } from './networks.js';

/** The name that it is saved under. */
export const vadeKind = 'variational-deep-embedding';

/** An autoencoder with a Gaussian posterior over codes and a likelihood of inputs. */
export interface PosteriorAutoencoder extends Autoencoder {
  /** The posterior `q(z | x)` of inputs: `[batch, latentDim]` each. */
  posterior(x: tf.Tensor): { readonly mean: tf.Tensor; readonly logVariance: tf.Tensor };
  /** `-log p(x | z)` of each example, `[batch]`, in nats. */
  negativeLogLikelihood(x: tf.Tensor, z: tf.Tensor): tf.Tensor1D;
}

/** Options of {@link variationalDeepEmbedding}. */
export interface EmbeddingOptions {
  /** How many clusters. */
  readonly clusters: number;
  /** Starts of the first mixture, of which the likeliest is kept. Default 5. */
  readonly restarts?: number;
  /** Keys those starts. Default 0. */
  readonly seed?: number;
}

/**
 * Variational deep embedding: the prior of a variational autoencoder becomes a mixture of diagonal Gaussians, one a
 * cluster, trained with the networks by the evidence lower bound
 *
 * `log p(x) ≥ E_q[log p(x | z)] - KL(q(z | x) γ ‖ p(z, c))`, `γ_c = p(c | z)`, `p(z, c) = π_c N(z; μ_c, σ_c²)`,
 *
 * summed over features, averaged over the batch, in nats, with one draw of `z` from the posterior; the gradient flows
 * through `γ` too. Weights `π`, means and variances start as a Gaussian mixture of the codes of the trained
 * autoencoder. `probabilities` is `p(c | z)` at the posterior's mean. Test figures: `negativeElbo`, `reconstruction`
 * and `kl`.
 *
 * Source: Jiang, Zheng, Tan, Tang and Zhou 2017, "Variational deep embedding: an unsupervised and generative approach
 * to clustering".
 *
 * @example
 * const groups = variationalDeepEmbedding(model, { clusters: 10 });
 * await groups.fit(data, { epochs: 50, learningRate: 0.002 });
 *
 * @param autoencoder one with `posterior` and `negativeLogLikelihood`, trained; its networks are moved
 * @throws {OptionError} naming the option that is wrong, or what the autoencoder lacks.
 */
export function variationalDeepEmbedding<Base extends PosteriorAutoencoder>(
  autoencoder: Base,
  options: EmbeddingOptions,
): DeepClustering<Base> {
  const { clusters, restarts = 5, seed = 0 } = options;
  checkInteger('clusters', clusters);
  checkInteger('restarts', restarts);
  checkInteger('seed', seed, 0);
  checkPosterior(autoencoder);
  const networks = trainedVariables(vadeKind, autoencoder, ['encoder', 'decoder']);
  const width = codeWidth(autoencoder);
  const logits = zeroVariable([clusters], true);
  const means = zeroVariable([clusters, width], true);
  const logVariances = zeroVariable([clusters, width], true);
  const prior = () => ({ logWeights: tf.sub(logits, tf.logSumExp(logits)), means, logVariances });

  /** Both sides of the bound, with one draw. */
  function bound(x: tf.Tensor, { random }: StepContext) {
    const { mean, logVariance } = autoencoder.posterior(x);
    const z = reparameterize(mean, logVariance, random.normal('posterior', mean.shape));
    const mixture = prior();
    const joint = mixtureLogJoint(z, mixture);
    const logResponsibilities = tf.sub(joint, tf.logSumExp(joint, 1, true));
    return {
      reconstruction: autoencoder.negativeLogLikelihood(x, z),
      kl: klFromMixturePerExample(mean, logVariance, logResponsibilities, mixture),
    };
  }

  return deepClusteringFrom({
    kind: vadeKind,
    settings: { clusters, restarts, seed },
    autoencoder,
    state: { logits, means, logVariances },
    centroids: means,
    phases: [
      {
        name: 'elbo',
        variables: [...networks, logits, means, logVariances],
        loss({ x }, step): LossTerms {
          const sides = bound(x, step);
          const reconstruction = tf.mean(sides.reconstruction) as tf.Scalar;
          const kl = tf.mean(sides.kl) as tf.Scalar;
          return { loss: tf.add(reconstruction, kl) as tf.Scalar, reconstruction, kl };
        },
      },
    ],
    probabilitiesOf: (codes) => tf.softmax(mixtureLogJoint(codes, prior())),
    begin(codes) {
      const found = gaussianMixture(codes, { components: clusters, covariance: 'diagonal', restarts, seed });
      // A component that lost its codes has a weight of 0, whose logarithm would never come back.
      assignValues(
        logits,
        found.weights.map((weight) => Math.log(Math.max(weight, 1e-10))),
      );
      assignValues(means, found.means.values);
      assignValues(logVariances, found.covariances.map(Math.log));
    },
    figures({ x }, step) {
      const { reconstruction, kl } = bound(x, step);
      return { negativeElbo: tf.add(reconstruction, kl) as tf.Tensor1D, reconstruction, kl };
    },
  });
}

function checkPosterior(autoencoder: Partial<PosteriorAutoencoder> & Autoencoder): void {
  const missing = (['posterior', 'negativeLogLikelihood'] as const).find(
    (verb) => typeof autoencoder[verb] !== 'function',
  );
  if (missing === undefined) return;
  throw new OptionError(
    `'${vadeKind}' needs a posterior over codes, and an autoencoder of kind '${autoencoder.kind}' has no '${missing}': give a variational one`,
  );
}
