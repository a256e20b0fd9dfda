import type { FitOptions, Schedule } from '@autoencoders/core';
import type { TrainingLength } from './cosine-training.js';

type Training = Pick<FitOptions, 'epochs' | 'batchSize' | 'learningRate'>;

/** The number of the paper's last stage, whose rate is a tenth of the first's. */
const lastStage = 7;

/**
 * Options of `fit` in stages: the one numbered i takes 3^i epochs at the rate `rate · 10^(-i/7)`. They do not depend on
 * how long it trains, so that a training may be continued.
 */
export function stagedTraining({ epochs, batchSize, learningRate }: TrainingLength, rows: number): Training {
  const perEpoch = Math.ceil(rows / batchSize);
  const schedule: Schedule = (step) => stageRate(learningRate, Math.floor(step / perEpoch));
  return { epochs, batchSize, learningRate: schedule };
}

/**
 * Options of `fit` for the epochs after `after` others in stages: from the rate of those to that of the last stage, in a
 * straight line, so that a training which ends long before that stage comes to rest all the same.
 */
export function settlingTraining(
  { epochs, batchSize, learningRate, after }: TrainingLength & { readonly after: number },
  rows: number,
): Training {
  const steps = epochs * Math.ceil(rows / batchSize);
  const [from, to] = [stageRate(learningRate, after), learningRate / 10];
  return { epochs, batchSize, learningRate: (step) => from + (to - from) * Math.min(1, step / steps) };
}

/** The rate after so many epochs: the stage i begins after 1 + 3 + … + 3^(i-1) = (3^i - 1) / 2 of them. */
function stageRate(learningRate: number, epochs: number): number {
  const stage = Math.floor(Math.log(2 * epochs + 1) / Math.log(3) + 1e-9);
  return learningRate * 10 ** (-Math.min(stage, lastStage) / 7);
}
