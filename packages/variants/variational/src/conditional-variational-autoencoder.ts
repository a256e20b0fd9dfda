import type { RandomSource } from '@autoencoders/backend';
import { defineVariant, type Networks, type StepContext, variablesOf } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import { type Condition, conditionRows, withheld } from './condition/condition.js';
import { conditionalNetworks } from './condition/networks.js';
import { type ConditionalSettings, conditionalOptions } from './condition/options.js';
import { type Examples, elbo } from './elbo.js';
import { gaussianDraw } from './gaussian-draw.js';
import { gaussianLatent, type Posterior } from './gaussian-latent.js';
import { weightedKl } from './kl-weight.js';
import type { AppliedNetwork } from './latent-decoder.js';
import type { VariationalRoles } from './networks.js';

/**
 * Makes a conditional variational autoencoder: encoder `q(z | x, c)` and decoder `p(x | z, c)` are given a condition, a
 * class label or a vector, which the code then need not tell; codes have the prior N(0, I) whatever the condition,
 *
 * `log p(x | c) ≥ E_q[log p(x | z, c)] - β KL(q(z | x, c) ‖ N(0, I))`,
 *
 * summed over features and latent dimensions, averaged over the batch, in nats. A vector of zeros stands for a condition
 * that is unknown: verbs without a condition take it, and so do labels of -1. In training a share of the examples has
 * its condition withheld, so that this is trained, too.
 *
 * Training takes the conditions from the dataset's `y`, and throws a `DataError` where there is none; validation and
 * figures are those of `log p(x | c)` where the data has conditions, else of unknown ones.
 * Sources: Kingma et al. 2014, eq. 6 (M2 where labels are known); Sohn, Lee and Yan 2015, eq. 4, with a prior that does
 * not depend on the condition; withheld conditions: Ho and Salimans 2022, section 3.2.
 *
 * @example
 * const model = conditionalVariationalAutoencoder({ inputShape: [28, 28, 1], classes: 10 });
 * const sevens = model.decode(model.samplePrior(3, randomSource(1)), [7, 7, 7]);
 *
 * @throws {OptionError} naming each option that is wrong; unless there is one of `classes` and `conditionSize`.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export const conditionalVariationalAutoencoder = defineVariant({
  kind: 'conditional-variational',
  summary: 'conditional variational autoencoder: what is known of an example is given to encoder and decoder',
  options: conditionalOptions,
  roles: ['encoder', 'decoder'],
  networks: conditionalNetworks,
  model: conditionalModel,
});

/**
 * The verbs with a condition, each of which throws a `ShapeError` when there is not one for each example, and a
 * `DataError` for a label out of range.
 */
export interface ConditionalVerbs {
  /** The posterior `q(z | x, c)` of inputs, `[batch, latentDim]` each. */
  posterior(x: tf.Tensor, condition?: Condition): Posterior;
  /** `-log p(x | z, c)` of each example, `[batch]`. */
  negativeLogLikelihood(x: tf.Tensor, z: tf.Tensor, condition?: Condition): tf.Tensor1D;
  encode(x: tf.Tensor, condition?: Condition): tf.Tensor;
  decode(z: tf.Tensor, condition?: Condition): tf.Tensor;
  /** `decode(encode(x, c), c)`. */
  reconstruct(x: tf.Tensor, condition?: Condition): tf.Tensor;
  samplePrior(count: number, random: RandomSource): tf.Tensor;
}

function conditionalModel(networks: Networks<VariationalRoles>, options: ConditionalSettings) {
  const { conditionDropout } = options;
  const conditions = conditionRows(options);
  const { inputShape, latentShape, domain, likelihood, samplePrior } = gaussianLatent(networks, options);

  /** The model under conditions, one of Gaussian codes as any other. */
  function under(rows: tf.Tensor) {
    const given = (network: tf.LayersModel): AppliedNetwork => ({
      apply: (inputs, how) => network.apply([inputs, rows], how),
    });
    return gaussianLatent({ encoder: given(networks.encoder), decoder: given(networks.decoder) }, options);
  }

  /** What the model says of examples under their conditions. */
  function of<Result extends tf.TensorContainer>(
    examples: tf.Tensor,
    condition: Condition | undefined,
    say: (model: ReturnType<typeof under>) => Result,
  ): Result {
    return tf.tidy(() => say(under(conditions.of(condition, examples.shape[0] ?? 0))));
  }

  function rowsOf(batch: Examples, { training, random }: StepContext): tf.Tensor {
    const examples = batch.x.shape[0]!;
    if (!training) return conditions.of(batch.y, examples);
    return withheld(conditions.demanded(batch), conditionDropout, random.uniform('condition', [examples, 1]));
  }

  const verbs: ConditionalVerbs = {
    posterior: (x, condition) => of(x, condition, (model) => ({ ...model.posterior(x) })),
    negativeLogLikelihood: (x, z, condition) =>
      of(z, condition, (model) => model.negativeLogLikelihood(x, z)),
    encode: (x, condition) => of(x, condition, (model) => model.encode(x)),
    decode: (z, condition) => of(z, condition, (model) => model.decode(z)),
    reconstruct: (x, condition) => of(x, condition, (model) => model.decode(model.encode(x))),
    samplePrior,
  };

  return {
    inputShape,
    latentShape,
    domain,
    ...verbs,
    ...elbo({
      variables: variablesOf(networks.encoder, networks.decoder),
      likelihood,
      draw: (batch, step) => gaussianDraw(under(rowsOf(batch, step)), batch.x, step),
      regularize: (draw, step) => ({ cost: weightedKl(draw, options, step) }),
    }),
  };
}
