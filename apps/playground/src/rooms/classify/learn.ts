import { trainingGate } from '@autoencoders/app-kit/worker';
import type { Classifier } from '@autoencoders/classifier';
import { fit } from '@autoencoders/core';
import type { LoadedData } from '../../data/loaded-data.js';
import { labelledRows } from './labelled-rows.js';
import type { ClassifierProgress, ClassifierSettings } from './outcome.js';
import { unhurried } from './unhurried.js';

/** Trains the head, on codes that are computed once where they do not change. */
export async function learn(
  mine: Classifier,
  data: LoadedData,
  { labelled, mode, seed }: ClassifierSettings,
  signal: AbortSignal,
  tell: (progress: ClassifierProgress) => void,
): Promise<void> {
  const all = data.train.targets(Array.from({ length: data.train.size }, (_, row) => row))!;
  const examples = data.train.subset(labelledRows(all, labelled, seed));
  const frozen = mode === 'frozen';
  tell({ stage: frozen ? 'Encoding' : 'Training', done: 0.02 });
  const [model, learnt] = frozen
    ? [mine.onCodes(), await mine.encoded(unhurried(examples, signal), { batchSize: 64 })]
    : [mine, examples];
  const batchSize = Math.min(frozen ? 128 : 64, examples.size);
  const steps = Math.ceil(examples.size / batchSize);
  let told = 0;
  await fit(model, learnt, {
    // Enough steps for few examples, and epochs for many.
    epochs: frozen ? within(Math.ceil(700 / steps), 20, 200) : within(Math.ceil(400 / steps), 6, 60),
    batchSize,
    seed,
    learningRate: frozen ? 1e-2 : 1e-3,
    signal,
    callbacks: [
      trainingGate().callback,
      {
        onProgress: ({ epoch, epochs, batch, batches = batch }) => {
          if (performance.now() - told < 200) return;
          told = performance.now();
          const part = (epoch - 1 + batch / batches) / epochs;
          tell({ stage: `Training, epoch ${epoch} of ${epochs}`, done: 0.1 + 0.85 * part });
        },
      },
    ],
  });
  signal.throwIfAborted();
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
