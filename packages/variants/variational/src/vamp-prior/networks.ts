import { checkOwnNetwork, type NetworkSlots, type Networks } from '@autoencoders/core';
import type { LikelihoodName } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { type VariationalRoles, variationalNetworks } from '../networks.js';
import type { VampPriorSettings } from './options.js';

/** The networks of an autoencoder with a VampPrior. */
export type VampPriorRoles = VariationalRoles | 'prior';

/** What keeps pseudo-inputs within the values that data may take. */
const activations: Partial<Record<LikelihoodName, 'sigmoid' | 'softmax'>> = {
  bernoulli: 'sigmoid',
  categorical: 'softmax',
};

/**
 * Builds encoder, decoder and `prior`, which makes the pseudo-inputs `[1, pseudoInputs, ...inputShape]` of a 1 (`[1, 1]`),
 * or takes the caller's.
 *
 * @throws {ShapeError} when a caller's network does not fit.
 */
export function vampPriorNetworks(
  options: VampPriorSettings,
  own: NetworkSlots<VampPriorRoles>,
): Networks<VampPriorRoles> {
  const { inputShape, pseudoInputs } = options;
  if (own.prior) checkOwnNetwork('prior', own.prior, [1], [[pseudoInputs, ...inputShape]]);
  return { ...variationalNetworks(options, own), prior: own.prior ?? pseudoInputNetwork(options) };
}

/** The pseudo-inputs as the kernel of a dense layer; before the activation they begin as draws of N(0, 1). */
function pseudoInputNetwork(options: VampPriorSettings): tf.LayersModel {
  const { inputShape, pseudoInputs, likelihood, seed } = options;
  const targetShape = [pseudoInputs, ...inputShape];
  const input = tf.input({ shape: [1], name: 'prior-input' });
  const values = tf.layers
    .dense({
      units: targetShape.reduce((size, length) => size * length, 1),
      useBias: false,
      // Seeded with 0, tfjs would draw by chance.
      kernelInitializer: tf.initializers.randomNormal({ mean: 0, stddev: 1, seed: seed + 1 }),
      name: 'prior-pseudo-inputs',
    })
    .apply(input);
  const shaped = tf.layers.reshape({ targetShape, name: 'prior-reshape' }).apply(values) as tf.SymbolicTensor;
  const activation = activations[likelihood];
  const outputs = activation
    ? (tf.layers.activation({ activation, name: 'prior-activation' }).apply(shaped) as tf.SymbolicTensor)
    : shaped;
  return tf.model({ inputs: input, outputs, name: 'prior' });
}
