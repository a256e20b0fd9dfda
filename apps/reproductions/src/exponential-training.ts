import { exponentialDecay, type FitOptions } from '@autoencoders/core';
import type { TrainingLength } from './cosine-training.js';

/** How long a study trains, how fast at the start, and how fast at the end. */
export interface FallingTraining extends TrainingLength {
  readonly lastRate: number;
}

/** Options of `fit` whose learning rate falls by the same factor in each step, to `lastRate`, over the whole training. */
export function exponentialTraining(
  { epochs, batchSize, learningRate, lastRate }: FallingTraining,
  rows: number,
): Pick<FitOptions, 'epochs' | 'batchSize' | 'learningRate'> {
  const steps = epochs * Math.ceil(rows / batchSize);
  return { epochs, batchSize, learningRate: exponentialDecay(learningRate, lastRate / learningRate, steps) };
}
