import { OptionError } from '@autoencoders/errors';
import { featureTaps } from '@autoencoders/layers';
import * as tf from '@tensorflow/tfjs';
import { discriminatorFiltersOf, type VaeGanSettings } from './options.js';

/** `Dis_l`: what a layer of the discriminator makes of inputs `[batch, ...inputShape]`, as rows `[batch, features]`. */
export type Features = (x: tf.Tensor) => tf.Tensor2D;

/**
 * The features that reconstructions are compared in: the activations of the layer that the options name, without
 * dropout or noise.
 *
 * @throws {OptionError} when the discriminator has no such layer.
 */
export function discriminatorFeatures(discriminator: tf.LayersModel, options: VaeGanSettings): Features {
  const taps = featureTaps(discriminator, [featureLayerOf(discriminator, options)]);
  return (x) => tf.reshape(taps(x)[0]!, [x.shape[0]!, -1]);
}

/** The layer's name: the one that the options give, or else the last convolution's activation or the last hidden layer. */
function featureLayerOf({ name, layers }: tf.LayersModel, options: VaeGanSettings): string {
  const { featureLayer } = options;
  const convolutions = discriminatorFiltersOf(options).length;
  const wanted =
    featureLayer === undefined
      ? [`${name}-down-${convolutions}-activation`, `${name}-features`]
      : [featureLayer];
  const names = layers.map((layer) => layer.name);
  const found = wanted.find((wish) => names.includes(wish));
  if (found !== undefined) return found;
  throw new OptionError(
    `featureLayer is ${featureLayer === undefined ? 'left out' : `'${featureLayer}'`}, and the discriminator has no layer ${wanted.map((wish) => `'${wish}'`).join(' or ')}: name one of ${names.join(', ')}`,
  );
}
