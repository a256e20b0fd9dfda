import type { RandomSource } from '@autoencoders/backend';
import { defineVariant, variablesOf } from '@autoencoders/core';
import { checkShape } from '@autoencoders/errors';
import { denseDecoder, denseEncoder } from '@autoencoders/layers';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { adversarialOptions } from '../adversarial-options.js';
import { adversary } from '../adversary.js';
import { collapseWarning } from '../collapse-warning.js';
import { discriminatorNetwork } from '../discriminator-network.js';

/** The model of the README: an adversarial autoencoder whose codes are held to the uniform distribution on a square. */
export const uniformAutoencoder = defineVariant({
  kind: 'uniform',
  summary: 'An autoencoder whose codes are uniform.',
  options: adversarialOptions.extend({
    inputShape: z.array(z.int().min(1)).describe('shape of one input'),
    latentDim: z.int().min(1).default(2).describe('width of the code'),
    hidden: z.int().min(1).default(32).describe('width of the hidden layers'),
    seed: z.int().min(0).default(0).describe('seed of the initial weights'),
  }),
  roles: ['encoder', 'decoder', 'discriminator'],
  networks: ({ inputShape, latentDim, hidden, seed, ...settings }, own) => {
    const dense = { latentDim, hidden: [hidden], activation: 'tanh' } as const;
    return {
      encoder: own.encoder ?? denseEncoder({ ...dense, inputShape, seed }),
      decoder: own.decoder ?? denseDecoder({ ...dense, outputShape: inputShape, seed }),
      discriminator: discriminatorNetwork({ inputShape: [latentDim], seed }, settings, own.discriminator),
    };
  },
  model: ({ encoder, decoder, discriminator }, { inputShape, latentDim, ...settings }) => {
    const encode = (x: tf.Tensor) => encoder.apply(x) as tf.Tensor;
    const decode = (code: tf.Tensor) => decoder.apply(code) as tf.Tensor;
    const errors = (x: tf.Tensor) => {
      const squares = tf.square(tf.sub(x, decode(encode(x))));
      return tf.sum(tf.reshape(squares, [x.shape[0]!, -1]), 1) as tf.Tensor1D;
    };
    const prior = (count: number, random: RandomSource) =>
      tf.tidy(() => tf.sub(tf.mul(random.uniform('prior', [count, latentDim]), 2), 1));
    const critic = adversary({ network: discriminator, settings });
    return {
      inputShape,
      latentShape: [latentDim],
      encode: (x: tf.Tensor) => {
        checkShape('x', x.shape, [null, ...inputShape]);
        return tf.tidy(() => encode(x));
      },
      decode: (code: tf.Tensor) => {
        checkShape('code', code.shape, [null, latentDim]);
        return tf.tidy(() => decode(code));
      },
      samplePrior: prior,
      figures: ({ x }) => ({ squaredError: errors(x) }),
      callbacks: [collapseWarning()],
      phases: [
        {
          name: 'reconstruction',
          variables: variablesOf(encoder, decoder),
          loss: ({ x }) => ({ loss: tf.mean(errors(x)) as tf.Scalar }),
        },
        critic.phase(({ x }, { random }) => ({ real: [prior(x.shape[0]!, random)], fake: [encode(x)] })),
        {
          name: 'regularization',
          variables: variablesOf(encoder),
          loss: ({ x }, step) => ({ loss: critic.loss({ real: [], fake: [encode(x)] }, step) }),
        },
      ],
    };
  },
});
