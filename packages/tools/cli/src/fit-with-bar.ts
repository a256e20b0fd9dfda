import type { FitOptions, History } from '@autoencoders/core';
import { progressBar } from './progress-bar.js';
import type { Terminal } from './terminal.js';

/** Length and rate of a training. */
export interface TrainingLength {
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly seed: number;
}

/** Trains under a progress bar. */
export async function fitWithBar(
  fit: (options: FitOptions) => Promise<History>,
  { epochs, batchSize, learningRate, seed }: TrainingLength,
  examples: number,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<History> {
  const bar = progressBar(terminal, { start: 0, steps: epochs * Math.ceil(examples / batchSize), epochs });
  try {
    return await fit({
      epochs,
      batchSize,
      learningRate,
      seed,
      signal,
      callbacks: [{ onProgress: ({ step, epoch, terms }) => bar.update(step, epoch, terms) }],
    });
  } finally {
    bar.stop();
  }
}
