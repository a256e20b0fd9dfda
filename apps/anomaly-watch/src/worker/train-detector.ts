import type { AnomalyDetector } from '@autoencoders/anomaly';
import { checkpointSeconds, type TrainingGate } from '@autoencoders/app-kit/worker';
import { type CheckpointStore, checkpoint, type History } from '@autoencoders/core';
import type { Rows } from '@autoencoders/data';
import type { Tell } from './events.js';
import type { Settings } from './settings.js';

/** How long a training on so many rows or windows is: whole epochs, of about the steps asked for. */
export function trainingLength(learnt: number, { steps, batchSize }: Settings) {
  const stepsEach = Math.ceil(learnt / batchSize);
  const epochs = Math.max(1, Math.round(steps / stepsEach));
  return { epochs, steps: epochs * stepsEach };
}

/** Trains a detector, from the checkpoints that are kept where there are any. */
export function trainDetector(
  detector: AnomalyDetector,
  train: Rows,
  settings: Settings,
  {
    gate,
    kept,
    tell,
  }: { readonly gate: TrainingGate; readonly kept: CheckpointStore | undefined; readonly tell: Tell },
): Promise<History> {
  const { epochs, steps } = trainingLength(train.shape[0]!, settings);
  return detector.fit(train, {
    epochs,
    batchSize: settings.batchSize,
    seed: settings.seed,
    signal: gate.signal,
    ...(kept ? { resume: kept } : {}),
    callbacks: [
      {
        onProgress: ({ step, secondsLeft, terms }) =>
          tell({
            type: 'progress',
            step,
            steps,
            // Of one phase: its terms are parts of the one loss.
            loss: Object.values(terms).reduce((sum, term) => sum + term, 0),
            secondsLeft,
          }),
      },
      ...(kept ? [checkpoint({ store: kept, everySeconds: checkpointSeconds })] : []),
      gate.callback,
    ],
  });
}
