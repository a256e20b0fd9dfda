import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { defineVariant } from '../define-variant.js';
import { variablesOf } from '../variables-of.js';

/** A linear autoencoder with state, a callback of its own, and options that are functions. */
export const watchedAutoencoder = defineVariant({
  kind: 'watched',
  summary: 'An autoencoder with state, for tests.',
  options: z.object({
    inputShape: z.array(z.int().min(1)).describe('shape of one input'),
    scale: z
      .union([z.number(), z.custom<(x: tf.Tensor) => tf.Tensor>((value) => typeof value === 'function')])
      .default(1)
      .describe('of inputs in training'),
    heard: z
      .custom<(epoch: number) => void>((value) => typeof value === 'function')
      .optional()
      .describe('told of every epoch'),
  }),
  roles: ['encoder', 'decoder'],
  networks: ({ inputShape }, own) => ({
    encoder: own.encoder ?? network('encoder', inputShape[0]!, 2, 1),
    decoder: own.decoder ?? network('decoder', 2, inputShape[0]!, 2),
  }),
  model: ({ encoder, decoder }, { inputShape, scale, heard }) => {
    const mean = tf.tidy(() => tf.variable(tf.zeros(inputShape), false));
    const scaled = (x: tf.Tensor) => (typeof scale === 'number' ? tf.mul(x, scale) : scale(x));
    const errors = (x: tf.Tensor, z: tf.Tensor) =>
      tf.sum(tf.squaredDifference(x, decoder.apply(z) as tf.Tensor), 1) as tf.Tensor1D;
    return {
      inputShape,
      latentShape: [2],
      state: { mean },
      callbacks: [{ onEpochEnd: ({ epoch }) => heard?.(epoch) }],
      phases: [
        {
          name: 'reconstruction',
          variables: variablesOf(encoder, decoder),
          loss: ({ x }, { remember }) => {
            remember?.(mean, tf.mean(x, 0));
            return { loss: tf.mean(errors(x, encoder.apply(scaled(x)) as tf.Tensor)) as tf.Scalar };
          },
        },
      ],
      encode: (x: tf.Tensor) => encoder.predict(x) as tf.Tensor,
      decode: (code: tf.Tensor) => decoder.predict(code) as tf.Tensor,
      figures: ({ x }) => ({ squaredError: errors(x, encoder.predict(x) as tf.Tensor) }),
    };
  },
});

function network(name: string, inputs: number, units: number, seed: number): tf.LayersModel {
  const input = tf.input({ shape: [inputs], name: `${name}-input` });
  const kernelInitializer = tf.initializers.glorotUniform({ seed });
  const layer = tf.layers.dense({ units, kernelInitializer, name: `${name}-dense` });
  return tf.model({ inputs: input, outputs: layer.apply(input) as tf.SymbolicTensor, name });
}
