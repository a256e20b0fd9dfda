import { cosineDecay, type FitOptions } from '@autoencoders/core';
import { checkInteger } from '@autoencoders/errors';

/** Steps of a training that is not told how long to go on. */
const defaultSteps = 1000;

/**
 * The options of a training, with the defaults of a detector: 1,000 steps, and a learning rate that falls from 1e-3 to 0
 * along half a cosine.
 *
 * @param rows how many there are to train on
 * @throws {OptionError} unless the batch size is a positive integer.
 */
export function trainingOf(given: Partial<FitOptions>, rows: number): FitOptions {
  const { batchSize = 128 } = given;
  checkInteger('batchSize', batchSize);
  const steps = Math.ceil(rows / batchSize);
  const { epochs = Math.ceil(defaultSteps / steps) } = given;
  return { learningRate: cosineDecay(1e-3, Math.max(1, epochs * steps)), ...given, batchSize, epochs };
}
