import {
  defineVariant,
  type LossTerms,
  type Networks,
  type StepContext,
  variablesOf,
} from '@autoencoders/core';
import { reparameterize } from '@autoencoders/layers';
import {
  gaussianNegativeLogLikelihoodPerExample,
  klFromStandardNormalPerExample,
  squaredErrorPerExample,
  stopGradient,
} from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { gaussianLatent } from './gaussian-latent.js';
import { importanceWeightedBound } from './importance-weighted-bound.js';
import { type ImportanceWeightedSettings, importanceWeightedOptions } from './importance-weighted-options.js';
import { type VariationalRoles, variationalNetworks } from './networks.js';
import { scaledGradient } from './scaled-gradient.js';

/**
 * Makes an importance-weighted autoencoder: the model of a variational autoencoder, trained by a bound that tightens
 * with the number `k` of draws,
 *
 * `log p(x) ≥ E[log 1/k Σᵢ wᵢ]`, `wᵢ = p(x | zᵢ) p(zᵢ) / q(zᵢ | x)`, `zᵢ ~ q(z | x)`,
 *
 * summed over features and latent dimensions, averaged over the batch, in nats; `k = 1` is the ELBO with the divergence
 * as it was drawn. Of the gradient `Σᵢ w̃ᵢ ∇ log wᵢ`, `w̃ᵢ = wᵢ / Σⱼ wⱼ`, `doublyReparameterized` replaces the encoder's
 * part by `Σᵢ w̃ᵢ² ∂ log wᵢ / ∂zᵢ ∂zᵢ / ∂φ`: the same mean, and a variance that does not grow with `k` beside it.
 * Sources: Burda, Grosse and Salakhutdinov 2016, eq. 8, 13 and 14; Tucker et al. 2019, eq. 8.
 *
 * @example
 * const model = importanceWeightedAutoencoder({ inputShape: [28, 28, 1], latentDim: 50, samples: 50 });
 *
 * @throws {OptionError} naming each option that is wrong.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export const importanceWeightedAutoencoder = defineVariant({
  kind: 'importance-weighted',
  summary: 'importance-weighted autoencoder: a variational one, trained by a bound over several draws',
  options: importanceWeightedOptions,
  roles: ['encoder', 'decoder'],
  networks: variationalNetworks,
  model: importanceWeightedModel,
});

function importanceWeightedModel(networks: Networks<VariationalRoles>, options: ImportanceWeightedSettings) {
  const { samples, gradient } = options;
  const { posteriorOf, output, likelihood, ...shared } = gaussianLatent(networks, options);

  /** The bound, `log w` of each draw `[samples, batch]`, and what it is made of. */
  function weigh(x: tf.Tensor, { training, random }: StepContext) {
    const { mean, logVariance } = posteriorOf(x, training);
    const [batch, ...rest] = x.shape as [number, ...number[]];
    const width = mean.shape[1]!;
    const shape = [samples, batch, width];
    const perDraw = (tensor: tf.Tensor) => tf.reshape(tensor, [samples, batch]);
    const rows = (tensor: tf.Tensor) => tf.reshape(tensor, [samples * batch, width]);
    const drawn = reparameterize(mean, logVariance, random.normal('posterior', shape));

    const doubly = training && gradient === 'doublyReparameterized';
    const scaled = doubly
      ? scaledGradient(drawn, () => tf.expandDims(weighed.normalizedWeights(), 2))
      : drawn;
    const [m, v] = doubly ? [stopGradient(mean), stopGradient(logVariance)] : [mean, logVariance];
    const z = rows(scaled);
    const decoded = output(z, training);
    const repeated = tf.tile(x, [samples, ...rest.map(() => 1)]);
    const reconstruction = perDraw(likelihood.negativeLogLikelihood(repeated, decoded));
    const prior = gaussianNegativeLogLikelihoodPerExample(z, tf.zerosLike(z), 0);
    const spread = (tensor: tf.Tensor) => rows(tf.broadcastTo(tensor, shape));
    const posterior = gaussianNegativeLogLikelihoodPerExample(z, spread(m), spread(v));
    const logs = tf.sub(perDraw(tf.sub(posterior, prior)), reconstruction);
    const weighed = importanceWeightedBound(logs);
    return { bound: weighed.bound, logs, reconstruction, decoded, mean, logVariance };
  }

  return {
    ...shared,
    phases: [
      {
        name: 'bound',
        variables: variablesOf(networks.encoder, networks.decoder),
        loss: ({ x }: { readonly x: tf.Tensor }, step: StepContext): LossTerms => {
          const { bound, reconstruction, mean, logVariance } = weigh(x, step);
          return {
            loss: tf.neg(tf.mean(bound)) as tf.Scalar,
            reconstruction: tf.mean(reconstruction) as tf.Scalar,
            kl: tf.mean(klFromStandardNormalPerExample(mean, logVariance)) as tf.Scalar,
          };
        },
      },
    ],
    figures: ({ x }: { readonly x: tf.Tensor }, step: StepContext) => {
      const { bound, logs, reconstruction, decoded, mean, logVariance } = weigh(x, step);
      const first = tf.slice(decoded, 0, x.shape[0]!);
      return {
        negativeBound: tf.neg(bound) as tf.Tensor1D,
        negativeElbo: tf.neg(tf.mean(logs, 0)) as tf.Tensor1D,
        reconstruction: tf.mean(reconstruction, 0) as tf.Tensor1D,
        kl: klFromStandardNormalPerExample(mean, logVariance),
        squaredError: squaredErrorPerExample(x, likelihood.mean(first)),
      };
    },
  };
}
