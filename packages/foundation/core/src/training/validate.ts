import { randomSource, withRandomSource } from '@autoencoders/backend';
import { type Batch, type Dataset, disposeBatch } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { Phase, StepContext, Trainable } from '../autoencoder.js';
import { TermLog } from './term-log.js';
import { termNames, type UpdateTerms } from './train-phase.js';

/** Every phase's terms averaged over a dataset, outside training, with draws keyed by the seed and the batch. */
export async function validationTerms(
  model: Trainable,
  data: Dataset,
  { batchSize, seed, epoch, step }: { batchSize: number; seed: number; epoch: number; step: number },
): Promise<Record<string, number>> {
  const log = new TermLog(' on the validation data');
  let index = 0;
  try {
    for await (const batch of data.batches({ batchSize })) {
      const context: StepContext = { step, epoch, training: false, random: randomSource(seed, index) };
      try {
        for (const phase of model.phases) {
          const { names, values } = termsOf(phase, batch, context);
          log.add(names, values, step, batch.x.shape[0]!);
        }
      } finally {
        disposeBatch(batch);
      }
      index += 1;
      if (log.full) await log.flush();
    }
    if (index === 0)
      throw new DataError('the validation dataset has no examples: leave it out, or give some');
    await log.flush();
    return log.averages();
  } finally {
    log.dispose();
  }
}

function termsOf(phase: Phase, batch: Batch, context: StepContext): UpdateTerms {
  let names: string[] = [];
  const values = tf.tidy(() =>
    withRandomSource(context.random, () => {
      const terms = phase.loss(batch, context);
      names = termNames(phase, terms);
      return tf.stack(Object.values(terms)) as tf.Tensor1D;
    }),
  );
  return { names, values };
}
