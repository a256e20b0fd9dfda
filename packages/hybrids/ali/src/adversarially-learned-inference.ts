import { defineVariant } from '@autoencoders/core';
import { checkShape } from '@autoencoders/errors';
import { reparameterize } from '@autoencoders/layers';
import * as tf from '@tensorflow/tfjs';
import { pairNetworks, pairRoles } from './networks.js';
import { pairOptions } from './options.js';
import { type CodeDraw, pairModel } from './pair-model.js';

/**
 * Makes a model of adversarially learned inference (ALI): a Gaussian encoder `q(z | x)` and a generator `G`, the
 * decoder, that play together against one discriminator of pairs of data and code,
 *
 * `min_{G,q} max_D E_x E_{q(z|x)}[log D(x, z)] + E_z[log(1 - D(G(z), z))]`,
 *
 * averaged over the batch, in nats; codes are drawn reparameterised, and `encode` gives their mean. Where nobody can
 * tell the pairs apart, `q(z | x)` is the posterior of the generator. Phases: `discriminator`, `generation`.
 * Sources: Dumoulin et al. 2017, "Adversarially learned inference", eq. 2 and algorithm 1; the weight of a
 * reconstruction: Li et al. 2017, "ALICE", section 3.1.
 *
 * @example
 * const model = adversariallyLearnedInference({ inputShape: [28, 28, 1], latentDim: 16 });
 *
 * @throws {OptionError} naming each option that is wrong.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export const adversariallyLearnedInference = defineVariant({
  kind: 'ali',
  summary:
    'adversarially learned inference (ALI): a Gaussian encoder and a generator against one discriminator',
  options: pairOptions,
  roles: pairRoles,
  networks: (options, own) => pairNetworks(options, own, { heads: ['mean', 'logVariance'] }),
  model: (networks, options) => ({
    ...pairModel(networks, options, draw),
    /** Mean and log-variance of the codes of inputs `[batch, ...inputShape]`, `[batch, latentDim]` each. */
    posterior: (x: tf.Tensor) => {
      checkShape('x', x.shape, [null, ...options.inputShape]);
      return tf.tidy(() => {
        const [mean, logVariance] = networks.encoder.apply(x) as [tf.Tensor, tf.Tensor];
        return { mean, logVariance };
      });
    },
  }),
});

const draw: CodeDraw = ([mean, logVariance], random) =>
  reparameterize(mean!, logVariance!, random.normal('posterior', mean!.shape));
