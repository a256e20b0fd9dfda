import { defineVariant, type NetworkSlots, type Networks } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { categoricalModel } from './categorical/model.js';
import { categoricalNetworks } from './categorical/networks.js';
import { categoricalOptions } from './categorical/options.js';

const clusteringOptions = categoricalOptions.extend({
  latentDim: categoricalOptions.shape.latentDim.default(5),
  clusters: z.int().min(2).describe('number of clusters'),
  // Without it examples end in one cluster or two: where a softmax is sure of one, no slope leads to another.
  gradientPenalty: categoricalOptions.shape.gradientPenalty.default('r1'),
  gradientPenaltyWeight: categoricalOptions.shape.gradientPenaltyWeight.default(1),
});

type ClusteringSettings = z.output<typeof clusteringOptions>;

type ClusteringRoles = 'encoder' | 'decoder' | 'styleDiscriminator' | 'clusterDiscriminator';

const names = { style: 'styleDiscriminator', category: 'clusterDiscriminator' } as const;

/**
 * Makes an adversarial autoencoder that clusters: a code is the cluster of an example and its style, `[y, z]`, each held
 * to its prior (a categorical and a normal distribution) by a discriminator of its own, so that `y` comes to name one
 * of `clusters` groups and the style what differs within them. Nothing is labelled. Each step has four phases:
 * `'reconstruction'`, `'styleDiscriminator'`, `'clusterDiscriminator'` and `'regularization'`, those of
 * `semiSupervisedAdversarialAutoencoder` without its classification.
 *
 * Codes are `[batch, clusters + latentDim]`: probabilities of the clusters, then the style.
 * Source: Makhzani et al. 2015, section 6.
 *
 * @example
 * const model = clusteringAdversarialAutoencoder({ inputShape: [28, 28, 1], clusters: 16 });
 * await fit(model, images, { epochs: 50 });
 * const clusters = model.assign(x); // [batch]
 *
 * @throws {OptionError} naming each option that is wrong.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export const clusteringAdversarialAutoencoder = defineVariant({
  kind: 'adversarial-clustering',
  summary: 'clustering adversarial autoencoder: a code of cluster and style, learnt without labels',
  options: clusteringOptions,
  roles: ['encoder', 'decoder', names.style, names.category],
  networks: clusteringNetworks,
  model: clusteringModel,
});

function clusteringNetworks(
  options: ClusteringSettings,
  { styleDiscriminator, clusterDiscriminator, ...own }: NetworkSlots<ClusteringRoles>,
): Networks<ClusteringRoles> {
  const { style, category, ...rest } = categoricalNetworks(
    { ...options, categories: options.clusters },
    {
      ...own,
      ...(styleDiscriminator ? { style: styleDiscriminator } : {}),
      ...(clusterDiscriminator ? { category: clusterDiscriminator } : {}),
    },
    names,
  );
  return { ...rest, styleDiscriminator: style, clusterDiscriminator: category };
}

function clusteringModel(
  { styleDiscriminator, clusterDiscriminator, ...rest }: Networks<ClusteringRoles>,
  options: ClusteringSettings,
) {
  const { model, parts } = categoricalModel(
    { ...rest, style: styleDiscriminator, category: clusterDiscriminator },
    { ...options, categories: options.clusters },
    names,
  );
  return {
    ...model,
    /**
     * The most probable cluster of each example, int32 `[batch]`.
     *
     * @throws {ShapeError} when inputs do not fit.
     */
    assign: (x: tf.Tensor): tf.Tensor1D => tf.tidy(() => tf.argMax(parts.headsOf(x).logits, 1)),
    /**
     * The probability of each cluster, `[batch, clusters]`.
     *
     * @throws {ShapeError} when inputs do not fit.
     */
    probabilities: (x: tf.Tensor): tf.Tensor => tf.tidy(() => tf.softmax(parts.headsOf(x).logits)),
  };
}
