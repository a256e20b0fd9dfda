import { defineVariant, type Networks, type StepContext, type View } from '@autoencoders/core';
import {
  corruptionOf,
  type DeterministicRoles,
  deterministicModel,
  deterministicNetworks,
  deterministicRoles,
} from '@autoencoders/deterministic';
import { corrupt } from '@autoencoders/layers';
import { squaredErrorPerExample } from '@autoencoders/losses';
import { peakSignalToNoiseRatio } from '@autoencoders/metrics';
import * as tf from '@tensorflow/tfjs';
import { type DenoisingSettings, denoisingOptions } from './options.js';

/**
 * Makes a denoising autoencoder: inputs are corrupted, and the clean ones are to be reconstructed,
 *
 * `loss = E[L(x, g(f(c(x))))]` with the corruption `c`.
 *
 * Beside the contract it has `corrupt(x, random)` and `denoise(x)`. Among its figures are those of inputs that were
 * corrupted: `denoisingSquaredError`, and the peak signal-to-noise ratio in dB before and after, for a range of 1 and at
 * most 100 dB, which stands for no noise at all.
 * Sources: Vincent et al. 2008; Vincent et al. 2010, section 3; Bank, Koenigstein and Giryes 2020, section 2.2.
 *
 * @example
 * const model = denoisingAutoencoder({ inputShape: [28, 28, 1], corruption: gaussianCorruption({ standardDeviation: 0.5 }) });
 *
 * @throws {OptionError} naming each option that is wrong.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export const denoisingAutoencoder = defineVariant({
  kind: 'denoising',
  summary: 'denoising autoencoder: reconstructs the clean input from a corrupted one',
  options: denoisingOptions,
  roles: deterministicRoles,
  networks: deterministicNetworks,
  model: denoisingModel,
});

function denoisingModel(networks: Networks<DeterministicRoles>, options: DenoisingSettings) {
  const corruption = corruptionOf(options.corruption)!;
  const model = deterministicModel(networks, options, { corruption, penalties: options.penalties });
  const denoise = (x: tf.Tensor): tf.Tensor => tf.tidy(() => model.decode(model.encode(x)));

  const fromNoiseToClean: View = {
    title: 'From noise to clean',
    caption:
      'Examples as they are, corrupted as in training, and what the model makes of the corrupted ones.',
    scale: 'data',
    rows: (x, random) => {
      const corrupted = corrupt(x, corruption, random);
      return { clean: x, corrupted, denoised: denoise(corrupted) };
    },
  };

  return {
    ...model,
    /** Inputs as training corrupts them, `[batch, ...inputShape]`. */
    corrupt: (x: tf.Tensor, random: StepContext['random']): tf.Tensor => corrupt(x, corruption, random),
    /** The clean inputs that corrupted ones stand for, `[batch, ...inputShape]`. */
    denoise,
    figures: ({ x }: { readonly x: tf.Tensor }, { random }: StepContext) => {
      const corrupted = corrupt(x, corruption, random);
      const denoised = denoise(corrupted);
      return {
        ...model.figures({ x }),
        denoisingSquaredError: squaredErrorPerExample(x, denoised),
        corruptedPsnr: boundedPsnr(x, corrupted),
        denoisedPsnr: boundedPsnr(x, denoised),
      };
    },
    views: [fromNoiseToClean],
  };
}

/** An average over examples must not be infinite where the corruption left one as it was. */
function boundedPsnr(x: tf.Tensor, y: tf.Tensor): tf.Tensor1D {
  return tf.minimum(peakSignalToNoiseRatio(x, y), 100);
}
