import { type Callback, cosineDecay, type FitOptions } from '@autoencoders/core';
import { checkInteger } from '@autoencoders/errors';
import type { GeneratorFitOptions } from '../code-source.js';

/** Steps of a training that is not told how long to go on. */
const defaultSteps = 2000;

/**
 * The options of a training, with the defaults of a second stage: 2,000 steps, and a learning rate that falls from 2e-3
 * to 0 along half a cosine.
 *
 * @param examples how many there are to train on
 * @throws {OptionError} unless the batch size is a positive integer.
 */
export function trainingOf(
  { batchSize = 128, onProgress, ...given }: GeneratorFitOptions,
  examples: number,
): FitOptions {
  checkInteger('batchSize', batchSize);
  const steps = Math.ceil(examples / batchSize);
  const { epochs = Math.ceil(defaultSteps / steps), callbacks = [] } = given;
  return {
    learningRate: cosineDecay(2e-3, Math.max(1, epochs * steps)),
    ...given,
    batchSize,
    epochs,
    callbacks: [...callbacks, progressTo(onProgress)],
  };
}

function progressTo(onProgress: GeneratorFitOptions['onProgress']): Callback {
  return {
    onProgress: ({ step, epochs, batches }) =>
      onProgress?.({
        stage: 'fit',
        done: step,
        ...(batches === undefined ? {} : { total: epochs * batches }),
      }),
  };
}
