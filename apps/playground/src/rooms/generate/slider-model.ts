import type { Autoencoder } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import { widthOf } from '../../codes/codes-of.js';
import { hasCodebook, modelFor } from '../../codes/model-for.js';

/**
 * The model with codes as sliders move them, `[batch, width]`: the values of a code one after another; of a codebook,
 * the number of the entry at each position.
 */
export function sliderModel(model: Autoencoder, label?: number): Autoencoder {
  if (hasCodebook(model)) {
    const { indexShape, codes } = model;
    const positions = indexShape.reduce((size, length) => size * length, 1);
    return {
      ...model,
      latentShape: [positions],
      encode: (x) => tf.tidy(() => tf.cast(tf.reshape(model.encodeIndices(x), [-1, positions]), 'float32')),
      decode: (z) =>
        tf.tidy(() => {
          const entries = tf.cast(tf.clipByValue(tf.round(z), 0, codes - 1), 'int32');
          return model.decodeIndices(tf.reshape(entries, [-1, ...indexShape]));
        }),
    };
  }
  const asked = modelFor(model, label);
  const width = widthOf(model);
  return {
    ...asked,
    latentShape: [width],
    encode: (x) => tf.tidy(() => tf.reshape(asked.encode(x), [-1, width])),
    decode: (z) => tf.tidy(() => asked.decode(tf.reshape(z, [-1, ...model.latentShape]))),
  };
}
