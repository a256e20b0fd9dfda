import { randomSource, withRandomSource } from '@autoencoders/backend';
import { type Dataset, disposeBatch } from '@autoencoders/data';
import { checkInteger, DataError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { Autoencoder } from './autoencoder.js';
import { checkInputShape } from './training/check-first-batch.js';
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
 * @throws {DataError} when there is no data.
 */
export async function evaluate(
  model: Autoencoder,
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
    const random = randomSource(seed, step);
    let names: string[] = [];
    const totals = tf.tidy(() => {
      const context = { step, epoch: 0, training: false, random };
      const figures = withRandomSource(random, () => model.figures(batch, context));
      names = Object.keys(figures);
      return tf.stack(Object.values(figures).map((figure) => tf.sum(figure)));
    });
    examples += batch.x.shape[0]!;
    disposeBatch(batch);
    const values = await totals.data();
    totals.dispose();
    names.forEach((name, index) => {
      sums.set(name, (sums.get(name) ?? 0) + values[index]!);
    });
    step += 1;
  }
  if (examples === 0) throw new DataError('the dataset has no examples: there is nothing to evaluate');
  return Object.fromEntries([...sums].map(([name, sum]) => [name, sum / examples]));
}
