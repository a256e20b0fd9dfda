import { defineVariant } from '@autoencoders/core';
import { checkShape } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';

/** An autoencoder whose code is its input of `width` values, by one dense layer each way. */
export const identityAutoencoder = defineVariant({
  kind: 'identity',
  summary: 'An autoencoder for tests that gives back what it is given.',
  options: z.object({ width: z.int().min(1).describe('values of an input') }),
  roles: ['encoder', 'decoder'],
  networks: ({ width }, own) => ({
    encoder: own.encoder ?? same('encoder', width),
    decoder: own.decoder ?? same('decoder', width),
  }),
  model: ({ encoder, decoder }, { width }) => ({
    inputShape: [width],
    latentShape: [width],
    phases: [],
    encode: (x: tf.Tensor) => {
      checkShape('x', x.shape, [null, width]);
      return encoder.predict(x) as tf.Tensor;
    },
    decode: (code: tf.Tensor) => decoder.predict(code) as tf.Tensor,
    figures: () => ({}),
  }),
});

/** One with `width` values, by default a point in the plane. */
export function identity(width = 2) {
  return identityAutoencoder({ width });
}

function same(name: string, width: number): tf.LayersModel {
  const input = tf.input({ shape: [width] });
  const layer = tf.layers.dense({ units: width, kernelInitializer: 'identity', name });
  return tf.model({ inputs: input, outputs: layer.apply(input) as tf.SymbolicTensor });
}
