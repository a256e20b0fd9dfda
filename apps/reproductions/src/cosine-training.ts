import { cosineDecay, type FitOptions } from '@autoencoders/core';
import type { Dataset } from '@autoencoders/data';
import { OptionError } from '@autoencoders/errors';

/** How long a study trains, and how fast at the start. */
export interface TrainingLength {
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
}

/** Options of `fit` whose learning rate falls along half a cosine to a twentieth over the whole training. */
export function cosineTraining(
  { epochs, batchSize, learningRate }: TrainingLength,
  { size }: Dataset,
): Pick<FitOptions, 'epochs' | 'batchSize' | 'learningRate'> {
  if (size === undefined) throw new OptionError('the data has no known size: give a dataset that tells it');
  const steps = epochs * Math.ceil(size / batchSize);
  return { epochs, batchSize, learningRate: cosineDecay(learningRate, steps, learningRate / 20) };
}
