import { randomSource, withRandomSource } from '@autoencoders/backend';
import { type Dataset, disposeBatch } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';
import type { Autoencoder, StepContext } from '../autoencoder.js';
import { TermLog } from './term-log.js';
import { termNames } from './train-phase.js';

/** Every phase's terms averaged over a dataset, outside training, with draws keyed by the seed and the batch. */
export async function validationTerms(
  model: Autoencoder,
  data: Dataset,
  { batchSize, seed, epoch, step }: { batchSize: number; seed: number; epoch: number; step: number },
): Promise<Record<string, number>> {
  const log = new TermLog();
  let index = 0;
  try {
    for await (const batch of data.batches({ batchSize })) {
      const context: StepContext = { step, epoch, training: false, random: randomSource(seed, index) };
      for (const phase of model.phases) {
        let names: string[] = [];
        const values = tf.tidy(() =>
          withRandomSource(context.random, () => {
            const terms = phase.loss(batch, context);
            names = termNames(phase, terms);
            return tf.stack(Object.values(terms)) as tf.Tensor1D;
          }),
        );
        log.add(names, values, index, batch.x.shape[0]!);
      }
      disposeBatch(batch);
      index += 1;
      if (log.full) await log.flush();
    }
    await log.flush();
    return log.averages();
  } finally {
    log.dispose();
  }
}
