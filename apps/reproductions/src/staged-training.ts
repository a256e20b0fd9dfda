import type { FitOptions, Schedule } from '@autoencoders/core';

/** The last part of a training, over which the rate falls to that of the last stage. */
const settling = 0.2;

/**
 * Options of `fit` in stages: the one numbered i takes 3^i epochs at the rate `rate · 10^(-i/7)`. A training that ends
 * before the eighth and last stage falls, over its last fifth, to the rate that this one has, a tenth of the first.
 */
export function stagedTraining(
  { epochs, batchSize, learningRate }: { epochs: number; batchSize: number; learningRate: number },
  rows: number,
): Pick<FitOptions, 'epochs' | 'batchSize' | 'learningRate'> {
  const perEpoch = Math.ceil(rows / batchSize);
  // The stage i begins after 1 + 3 + … + 3^(i-1) = (3^i - 1) / 2 epochs.
  const stage = (step: number) =>
    Math.floor(Math.log(2 * Math.floor(step / perEpoch) + 1) / Math.log(3) + 1e-9);
  const steps = epochs * perEpoch;
  const fall = (step: number) => Math.min(1, 0.1 + (0.9 * (1 - step / steps)) / settling);
  const schedule: Schedule = (step) => learningRate * Math.min(10 ** (-stage(step) / 7), fall(step));
  return { epochs, batchSize, learningRate: schedule };
}
