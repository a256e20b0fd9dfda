import type { FitOptions, Schedule } from '@autoencoders/core';

/** Options of `fit` in stages: the one numbered i takes 3^i epochs at the rate `rate · 10^(-i/7)`. */
export function stagedTraining(
  { epochs, batchSize, learningRate }: { epochs: number; batchSize: number; learningRate: number },
  rows: number,
): Pick<FitOptions, 'epochs' | 'batchSize' | 'learningRate'> {
  const perEpoch = Math.ceil(rows / batchSize);
  // The stage i begins after 1 + 3 + … + 3^(i-1) = (3^i - 1) / 2 epochs.
  const stage = (step: number) =>
    Math.floor(Math.log(2 * Math.floor(step / perEpoch) + 1) / Math.log(3) + 1e-9);
  const schedule: Schedule = (step) => learningRate * 10 ** (-stage(step) / 7);
  return { epochs, batchSize, learningRate: schedule };
}
