import { defineVariant, type LossTerms, type StepContext, variablesOf } from '@autoencoders/core';
import { checkShape } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import type { Subject } from '../subject.js';

/** An autoencoder with nothing wrong: two dense layers, noise on the code in training, squared error. */
export const soundAutoencoder = defineVariant({
  kind: 'sound',
  summary: 'An autoencoder for tests of the suite itself.',
  options: z.object({
    inputShape: z.array(z.int().min(1)).min(1).describe('shape of one input'),
    latentDim: z.int().min(1).default(2).describe('width of the code'),
    seed: z.int().min(0).default(0).describe('seed of the initial weights'),
  }),
  roles: ['encoder', 'decoder'],
  networks: ({ inputShape, latentDim, seed }, own) => ({
    encoder: own.encoder ?? network('encoder', inputShape[0]!, latentDim, 2 * seed),
    decoder: own.decoder ?? network('decoder', latentDim, inputShape[0]!, 2 * seed + 1),
  }),
  model: ({ encoder, decoder }, { inputShape, latentDim }) => {
    const errors = (x: tf.Tensor, z: tf.Tensor) =>
      tf.sum(tf.squaredDifference(x, decoder.apply(z) as tf.Tensor), 1) as tf.Tensor1D;
    return {
      inputShape,
      latentShape: [latentDim],
      domain: { minimum: 0, maximum: 1, reason: 'the sound autoencoder: scale to [0, 1]' },
      phases: [
        {
          name: 'reconstruction',
          variables: variablesOf(encoder, decoder),
          loss: ({ x }: { readonly x: tf.Tensor }, { training, random }: StepContext): LossTerms => {
            const z = encoder.apply(x) as tf.Tensor;
            const noisy = training ? tf.add(z, tf.mul(random.normal('noise', z.shape), 0.1)) : z;
            return { loss: tf.mean(errors(x, noisy)) as tf.Scalar };
          },
        },
      ],
      encode: (x: tf.Tensor) => {
        checkShape('x', x.shape, [null, ...inputShape]);
        return tf.tidy(() => encoder.apply(x) as tf.Tensor);
      },
      decode: (code: tf.Tensor) => {
        checkShape('z', code.shape, [null, latentDim]);
        return tf.tidy(() => decoder.apply(code) as tf.Tensor);
      },
      figures: ({ x }: { readonly x: tf.Tensor }) => ({
        squaredError: errors(x, encoder.apply(x) as tf.Tensor),
      }),
    };
  },
});

/** The suite's subject over it; `spoil` gets each model made and may return another. */
export function subjectOf(
  spoil: (model: ReturnType<typeof soundAutoencoder>) => ReturnType<Subject['create']> = (model) => model,
): Subject {
  return {
    create: (options) => spoil(soundAutoencoder({ inputShape: [6], ...options })),
    factory: soundAutoencoder,
    examples: Float32Array.from({ length: 20 * 6 }, (_, index) => ((index * 7) % 11) / 11),
    epochs: 5,
  };
}

function network(name: string, inputs: number, units: number, seed: number): tf.LayersModel {
  const input = tf.input({ shape: [inputs], name: `${name}-input` });
  const kernelInitializer = tf.initializers.glorotUniform({ seed });
  const activation = name === 'encoder' ? 'tanh' : 'sigmoid';
  const layer = tf.layers.dense({ units, activation, kernelInitializer, name: `${name}-dense` });
  return tf.model({ inputs: input, outputs: layer.apply(input) as tf.SymbolicTensor, name });
}
