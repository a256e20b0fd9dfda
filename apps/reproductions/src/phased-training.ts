import { adam, cosineDecay, type FitOptions } from '@autoencoders/core';
import type { Dataset } from '@autoencoders/data';
import { OptionError } from '@autoencoders/errors';

/** How long a model with several phases trains, and how fast each moves at the start. */
export interface PhasedLength {
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRates: Readonly<Record<string, number>>;
}

/**
 * Options of `fit` with a learning rate for each phase that falls along half a cosine to a hundredth. Adam forgets
 * gradients fast (beta1 of 0.5, as is usual in games): what a player should do changes with the other.
 */
export function phasedTraining(
  { epochs, batchSize, learningRates }: PhasedLength,
  { size }: Dataset,
): Pick<FitOptions, 'epochs' | 'batchSize' | 'learningRate' | 'optimizer'> {
  if (size === undefined) throw new OptionError('the data has no known size: give a dataset that tells it');
  const steps = epochs * Math.ceil(size / batchSize);
  return {
    epochs,
    batchSize,
    optimizer: adam({ beta1: 0.5 }),
    learningRate: Object.fromEntries(
      Object.entries(learningRates).map(([phase, rate]) => [phase, cosineDecay(rate, steps, rate / 100)]),
    ),
  };
}
