import { checkOwnNetwork, type NetworkSlots, type Networks } from '@autoencoders/core';
import { deterministicNetworks } from '@autoencoders/deterministic';
import { discriminatorNetwork } from '@autoencoders/gan';
import { convEncoder, denseEncoder } from '@autoencoders/layers';
import * as tf from '@tensorflow/tfjs';
import type { CategoricalSettings } from './options.js';

/** The networks of an autoencoder whose code is a category and a style, by what they are for. */
export type CategoricalRoles = 'encoder' | 'decoder' | 'style' | 'category';

/**
 * Builds the networks, or takes the caller's. The encoder has two outputs, the logits of the categories and the style;
 * the decoder takes both side by side; each has a discriminator.
 *
 * @param names what the discriminators are called
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export function categoricalNetworks(
  options: CategoricalSettings,
  own: NetworkSlots<CategoricalRoles>,
  names: { readonly style: string; readonly category: string },
): Networks<CategoricalRoles> {
  const { inputShape, latentDim, categories, seed } = options;
  if (own.encoder) checkOwnNetwork('encoder', own.encoder, inputShape, [[categories], [latentDim]]);
  const encoder = own.encoder ?? twoHeads(options);
  const { decoder } = deterministicNetworks(
    { ...options, codeActivation: 'linear', latentDim: categories + latentDim },
    { encoder: joined(encoder), ...(own.decoder ? { decoder: own.decoder } : {}) },
  );
  const style = { inputShape: [latentDim], seed, name: names.style };
  // Another seed: layers of the same size would begin with the same weights.
  const category = { inputShape: [categories], seed: seed + 1, name: names.category };
  return {
    encoder,
    decoder,
    style: discriminatorNetwork(style, options, own.style),
    category: discriminatorNetwork(category, options, own.category),
  };
}

/** The encoder's layers with one output: probabilities of the categories, and the style, side by side. */
export function joined(encoder: tf.LayersModel): tf.LayersModel {
  const [logits, style] = encoder.outputs as [tf.SymbolicTensor, tf.SymbolicTensor];
  const probabilities = tf.layers.softmax({ name: 'encoder-probabilities' }).apply(logits);
  const code = tf.layers
    .concatenate({ name: 'encoder-code' })
    .apply([probabilities as tf.SymbolicTensor, style]) as tf.SymbolicTensor;
  return tf.model({ inputs: encoder.inputs, outputs: code, name: 'joined-encoder' });
}

/** The layers that the logits depend on, as a network. */
export function logitsOnly(encoder: tf.LayersModel): tf.LayersModel {
  return tf.model({ inputs: encoder.inputs, outputs: encoder.outputs[0]!, name: 'logits-encoder' });
}

/** Both outputs stand on the same layers. */
function twoHeads(options: CategoricalSettings): tf.LayersModel {
  const { architecture, inputShape, latentDim, categories, hidden, filters, activation, seed } = options;
  const shared = { inputShape, latentDim: categories, heads: ['logits'], activation, seed };
  const body =
    architecture === 'convolutional'
      ? convEncoder({ ...shared, filters })
      : denseEncoder({ ...shared, hidden: architecture === 'linear' ? [] : hidden });
  const features = body.getLayer('encoder-logits').input as tf.SymbolicTensor;
  // Beyond the seeds of the layers before it.
  const kernelInitializer = tf.initializers.glorotUniform({ seed: 2 ** 33 + seed });
  const style = tf.layers.dense({ units: latentDim, kernelInitializer, name: 'encoder-style' });
  return tf.model({
    inputs: body.inputs,
    outputs: [body.outputs[0]!, style.apply(features) as tf.SymbolicTensor],
    name: 'encoder',
  });
}
