import { checkShape } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { defineVariant } from '../define-variant.js';
import { variablesOf } from '../variables-of.js';

/** A small autoencoder with dropout-like noise, batch statistics and two networks: enough to exercise the loop. */
export const tinyAutoencoder = defineVariant({
  kind: 'tiny',
  summary: 'A small autoencoder for tests.',
  options: z.object({
    inputShape: z.array(z.int().min(1)).describe('shape of one input'),
    latentDim: z.int().min(1).default(2).describe('width of the code'),
    noise: z.number().min(0).default(0.1).describe('of the code in training'),
    seed: z.int().min(0).default(0).describe('seed of the initial weights'),
  }),
  roles: ['encoder', 'decoder'],
  networks: ({ inputShape, latentDim, seed }, own) => ({
    encoder: own.encoder ?? network('encoder', inputShape[0]!, latentDim, seed, true),
    decoder: own.decoder ?? network('decoder', latentDim, inputShape[0]!, seed + 1, false),
  }),
  model: ({ encoder, decoder }, { inputShape, latentDim, noise }) => ({
    inputShape,
    latentShape: [latentDim],
    domain: { minimum: 0, maximum: 1, reason: 'the tiny autoencoder: scale to [0, 1]' },
    phases: [
      {
        name: 'reconstruction',
        variables: variablesOf(encoder, decoder),
        loss: ({ x }, { training, random }) => {
          const z = encoder.apply(x, { training }) as tf.Tensor;
          const noisy = training ? tf.add(z, tf.mul(random.normal('noise', z.shape), noise)) : z;
          const error = tf.squaredDifference(x, decoder.apply(noisy) as tf.Tensor);
          const loss = tf.mean(tf.sum(error, 1)) as tf.Scalar;
          return { loss, size: tf.mean(tf.abs(z)) as tf.Scalar };
        },
      },
    ],
    encode: (x: tf.Tensor) => {
      checkShape('x', x.shape, [null, ...inputShape]);
      return encoder.predict(x) as tf.Tensor;
    },
    decode: (code: tf.Tensor) => decoder.predict(code) as tf.Tensor,
    figures: ({ x }) => ({
      squaredError: tf.sum(
        tf.squaredDifference(x, decoder.predict(encoder.predict(x) as tf.Tensor) as tf.Tensor),
        1,
      ) as tf.Tensor1D,
    }),
  }),
});

function network(
  name: string,
  inputs: number,
  units: number,
  seed: number,
  normalised: boolean,
): tf.LayersModel {
  const input = tf.input({ shape: [inputs], name: `${name}-input` });
  const kernelInitializer = tf.initializers.glorotUniform({ seed });
  let x = tf.layers
    .dense({ units, kernelInitializer, name: `${name}-dense` })
    .apply(input) as tf.SymbolicTensor;
  if (normalised)
    x = tf.layers.batchNormalization({ name: `${name}-normalization` }).apply(x) as tf.SymbolicTensor;
  return tf.model({ inputs: input, outputs: x, name });
}
