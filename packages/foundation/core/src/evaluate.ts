import { type RandomSource, randomSource, withRandomSource } from '@autoencoders/backend';
import { type Batch, type Dataset, disposeBatch } from '@autoencoders/data';
import { checkInteger, DataError, NumericalError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { Trainable } from './autoencoder.js';
import { checkInputShape, checkValues } from './training/check-first-batch.js';
import { asDataset } from './training/fit.js';

/** How to go through data. */
export interface BatchedOptions {
  /** Examples at a time. Default 256. */
  readonly batchSize?: number;
  /** Keys the draws of figures that are estimated. Default 0. */
  readonly seed?: number;
}

/**
 * The model's test figures, each averaged over all examples of a dataset of any size.
 *
 * @returns the mean of every figure that the model declares, such as `negativeElbo`.
 * @throws {ShapeError} when the data does not fit the model.
 * @throws {DataError} when there is no data, or values are not finite or out of the model's domain.
 * @throws {NumericalError} naming a figure that is not finite.
 */
export async function evaluate(
  model: Trainable,
  data: Dataset | tf.Tensor,
  { batchSize = 256, seed = 0 }: BatchedOptions = {},
): Promise<Record<string, number>> {
  checkInteger('batchSize', batchSize);
  const dataset = asDataset(data);
  checkInputShape(model, dataset.shape);
  const sums = new Map<string, number>();
  let examples = 0;
  let step = 0;
  for await (const batch of dataset.batches({ batchSize })) {
    try {
      if (step === 0) await checkValues(model, batch);
      for (const [name, sum] of await figureSums(model, batch, randomSource(seed, step))) {
        if (!Number.isFinite(sum)) {
          throw new NumericalError(
            `the figure '${name}' is ${sum} on examples ${examples} to ${examples + batch.x.shape[0]! - 1}: look at them, and at the model's weights`,
          );
        }
        sums.set(name, (sums.get(name) ?? 0) + sum);
      }
      examples += batch.x.shape[0]!;
      step += 1;
    } finally {
      disposeBatch(batch);
    }
  }
  if (examples === 0) throw new DataError('the dataset has no examples: there is nothing to evaluate');
  return Object.fromEntries([...sums].map(([name, sum]) => [name, sum / examples]));
}

/** Each figure's sum over a batch, read in one download. */
async function figureSums(
  model: Trainable,
  batch: Batch,
  random: RandomSource,
): Promise<[name: string, sum: number][]> {
  let names: string[] = [];
  const totals = tf.tidy(() => {
    const context = { step: random.step, epoch: 0, training: false, random };
    const figures = withRandomSource(random, () => model.figures(batch, context));
    names = Object.keys(figures);
    return tf.stack(Object.values(figures).map((figure) => tf.sum(figure)));
  });
  const values = await totals.data();
  totals.dispose();
  return names.map((name, index) => [name, values[index]!]);
}
