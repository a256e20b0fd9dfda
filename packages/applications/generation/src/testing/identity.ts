import { defineVariant } from '@autoencoders/core';
import { checkShape } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';

/** An autoencoder whose code is its input of `width` values, in the latent shape, by one dense layer each way. */
export const identityAutoencoder = defineVariant({
  kind: 'identity',
  summary: 'An autoencoder for tests that gives back what it is given.',
  options: z.object({
    width: z.int().min(1).describe('values of an input'),
    latentShape: z.array(z.int().min(1)).optional().describe('shape of a code'),
  }),
  roles: ['encoder', 'decoder'],
  networks: ({ width }, own) => ({
    encoder: own.encoder ?? same('encoder', width),
    decoder: own.decoder ?? same('decoder', width),
  }),
  model: ({ encoder, decoder }, { width, latentShape = [width] }) => ({
    inputShape: [width],
    latentShape,
    phases: [],
    encode: (x: tf.Tensor) => {
      checkShape('x', x.shape, [null, width]);
      return tf.tidy(() => tf.reshape(encoder.predict(x) as tf.Tensor, [-1, ...latentShape]));
    },
    decode: (code: tf.Tensor) => {
      checkShape('code', code.shape, [null, ...latentShape]);
      return tf.tidy(() => decoder.predict(tf.reshape(code, [-1, width])) as tf.Tensor);
    },
    figures: ({ x }: { readonly x: tf.Tensor }) => ({ squares: tf.sum(tf.square(x), 1) as tf.Tensor1D }),
  }),
});

/** One with `width` values, by default a point in the plane. */
export function identity(width = 2, latentShape?: number[]) {
  return identityAutoencoder({ width, ...(latentShape ? { latentShape } : {}) });
}

function same(name: string, width: number): tf.LayersModel {
  const input = tf.input({ shape: [width] });
  const layer = tf.layers.dense({ units: width, kernelInitializer: 'identity', name });
  return tf.model({ inputs: input, outputs: layer.apply(input) as tf.SymbolicTensor });
}
