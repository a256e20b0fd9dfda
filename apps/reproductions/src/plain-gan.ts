import type { RandomSource } from '@autoencoders/backend';
import { type Autoencoder, parseOptions, type StepContext, variablesOf } from '@autoencoders/core';
import type { Batch } from '@autoencoders/data';
import { AutoencoderError, checkShape } from '@autoencoders/errors';
import {
  type AdversarialSettings,
  adversarialOptions,
  adversary,
  collapseWarning,
  discriminatorNetwork,
  type Shown,
} from '@autoencoders/gan';
import { denseDecoder } from '@autoencoders/layers';
import * as tf from '@tensorflow/tfjs';

/** Options of {@link plainGan}: those of its game are `adversarialOptions` of `@autoencoders/gan`. */
export interface PlainGanOptions extends Partial<AdversarialSettings> {
  /** Shape of one example. */
  readonly inputShape: readonly number[];
  /** Width of the noise that examples are made of. */
  readonly latentDim: number;
  /** Widths of the generator's hidden layers, from the data inwards, as those of autoencoders are given. */
  readonly hidden: readonly number[];
  /** Seed of the initial weights. */
  readonly seed: number;
}

/**
 * Makes a generative adversarial network, to compare autoencoders with: a dense generator `G`, the decoder, and a
 * discriminator `D` of data alone,
 *
 * `min_G max_D E_x[log D(x)] + E_z[log(1 - D(G(z)))]` with `z` of N(0, I),
 *
 * averaged over the batch, in nats. Phases: `discriminator`, `generation`. It has no encoder: `encode` and
 * `reconstruct` throw. Source: Goodfellow et al. 2014, "Generative adversarial nets", section 3.
 *
 * @throws {OptionError} naming each option that is wrong.
 */
export function plainGan({ inputShape, latentDim, hidden, seed, ...game }: PlainGanOptions): Autoencoder {
  const settings = parseOptions("'plain-gan'", adversarialOptions.strict(), game);
  const decoder = denseDecoder({ outputShape: inputShape, latentDim, hidden: [...hidden].reverse(), seed });
  const discriminator = discriminatorNetwork({ inputShape, seed }, settings);
  const versus = adversary({ network: discriminator, settings });

  const samplePrior = (count: number, random: RandomSource) => random.normal('prior', [count, latentDim]);

  function shown({ x }: Pick<Batch, 'x'>, { training, random }: StepContext): Shown {
    checkShape('x', x.shape, [null, ...inputShape]);
    const fake = decoder.apply(samplePrior(x.shape[0]!, random), { training }) as tf.Tensor;
    return { real: [x], fake: [fake] };
  }

  return {
    kind: 'plain-gan',
    options: { inputShape, latentDim, hidden, seed, ...settings },
    inputShape,
    latentShape: [latentDim],
    networks: { decoder, discriminator },
    phases: [
      versus.phase(shown),
      {
        name: 'generation',
        variables: variablesOf(decoder),
        loss: (batch, step) => ({ loss: versus.loss(shown(batch, step), step) }),
      },
    ],
    callbacks: [collapseWarning()],
    encode: hasNoEncoder,
    decode: (z) => {
      checkShape('z', z.shape, [null, latentDim]);
      return tf.tidy(() => decoder.apply(z) as tf.Tensor);
    },
    reconstruct: hasNoEncoder,
    samplePrior,
    figures: () => ({}),
    dispose: () => {
      decoder.dispose();
      discriminator.dispose();
    },
  };
}

function hasNoEncoder(): never {
  throw new AutoencoderError(
    'a plain GAN has no encoder: it only makes examples of noise, by samplePrior and decode; ALI learns an encoder beside',
  );
}
