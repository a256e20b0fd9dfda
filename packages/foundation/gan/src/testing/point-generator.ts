import { defineVariant, variablesOf } from '@autoencoders/core';
import { denseDecoder } from '@autoencoders/layers';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { adversarialOptions } from '../adversarial-options.js';
import { adversary, type Shown } from '../adversary.js';
import { collapseWarning } from '../collapse-warning.js';
import { discriminatorNetwork } from '../discriminator-network.js';

/** A plain GAN of points, whose generator may be bounded to [0, 1] and so kept from what it should reach. */
export const pointGenerator = defineVariant({
  kind: 'points',
  summary: 'A generator of points, for tests.',
  options: adversarialOptions.extend({
    inputShape: z.array(z.int().min(1)).describe('shape of one point'),
    bounded: z.boolean().default(false).describe('whether generated values stay in [0, 1]'),
  }),
  roles: ['generator', 'discriminator'],
  networks: ({ inputShape, bounded, ...settings }) => ({
    generator: denseDecoder({
      latentDim: 2,
      outputShape: inputShape,
      hidden: [8],
      activation: 'tanh',
      outputActivation: bounded ? 'sigmoid' : 'linear',
    }),
    discriminator: discriminatorNetwork({ inputShape, seed: 1 }, settings),
  }),
  model: ({ generator, discriminator }, { inputShape, bounded: _, ...settings }) => {
    const critic = adversary({ network: discriminator, settings });
    const generate = (code: tf.Tensor) => tf.tidy(() => generator.apply(code) as tf.Tensor);
    const play: Parameters<typeof critic.phase>[0] = ({ x }, { random }): Shown => ({
      real: [x],
      fake: [generate(random.normal('prior', [x.shape[0]!, 2]))],
    });
    return {
      inputShape,
      latentShape: [2],
      encode: (x: tf.Tensor) => tf.clone(x),
      decode: generate,
      figures: () => ({}),
      callbacks: [collapseWarning()],
      phases: [
        critic.phase(play),
        {
          name: 'generator',
          variables: variablesOf(generator),
          loss: (batch, step) => ({ loss: critic.loss(play(batch, step), step) }),
        },
      ],
    };
  },
});
