import type { Domain } from '@autoencoders/core';
import { likelihood, squaredErrorPerExample } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import type { DeterministicSettings } from './options.js';

/** How a reconstruction is judged. */
export interface Reconstruction {
  readonly name: string;
  readonly parameters: 1 | 2;
  readonly domain?: Domain;
  lossPerExample(x: tf.Tensor, output: tf.Tensor): tf.Tensor1D;
  mean(output: tf.Tensor): tf.Tensor;
}

/** Squared error, or the negative log-likelihood that the options name. */
export function reconstructionOf({ loss, variance, scale }: DeterministicSettings): Reconstruction {
  if (loss === 'squaredError') {
    return {
      name: loss,
      parameters: 1,
      lossPerExample: squaredErrorPerExample,
      mean: (output) => tf.clone(output),
    };
  }
  const { negativeLogLikelihood, ...rest } = likelihood(loss, { variance, scale });
  return { ...rest, lossPerExample: negativeLogLikelihood };
}
