import type { StepContext } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';

/** The options of the noise. */
export interface InstanceNoiseSettings {
  readonly instanceNoise: number;
  readonly instanceNoiseSteps: number;
}

/**
 * Adds Gaussian noise to what a discriminator sees in training, whose standard deviation falls in a straight line from
 * `instanceNoise` to 0 over `instanceNoiseSteps`, so that real and fake examples overlap while they are still far
 * apart.
 * Source: Sønderby et al. 2017, "Amortised MAP inference for image super-resolution", section 3.2 (instance noise).
 *
 * @param purpose keys the draws: two kinds of examples must not have the same noise
 */
export function withInstanceNoise(
  inputs: readonly tf.Tensor[],
  purpose: string,
  { instanceNoise, instanceNoiseSteps }: InstanceNoiseSettings,
  { step, training, random }: StepContext,
): readonly tf.Tensor[] {
  const deviation = training ? instanceNoise * Math.max(0, 1 - step / instanceNoiseSteps) : 0;
  if (deviation === 0) return inputs;
  return inputs.map((x, index) =>
    tf.add(x, tf.mul(random.normal(`instanceNoise/${purpose}/${index}`, x.shape), deviation)),
  );
}
