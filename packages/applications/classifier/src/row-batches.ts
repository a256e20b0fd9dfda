import { randomSource, withRandomSource } from '@autoencoders/backend';
import type { BatchedOptions, Rows } from '@autoencoders/core';
import { type Batch, concatenateRows, type Dataset, disposeBatch, tensorDataset } from '@autoencoders/data';
import { checkInteger, checkShape, DataError, formatShape, NumericalError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/** What a model makes of some examples, on the host, and their labels where the data has them. */
export interface LabelledRows {
  readonly rows: Rows;
  readonly labels: ArrayLike<number> | undefined;
}

/**
 * Applies `apply` to batch after batch of any data; memory stays flat.
 *
 * @throws {ShapeError} when the data does not fit.
 * @throws {NumericalError} when something that is not finite comes out.
 */
export async function* rowBatches(
  data: Dataset | tf.Tensor,
  inputShape: readonly number[],
  apply: (x: tf.Tensor) => tf.Tensor,
  { batchSize = 256, seed = 0 }: BatchedOptions = {},
): AsyncGenerator<LabelledRows> {
  checkInteger('batchSize', batchSize);
  const dataset = data instanceof tf.Tensor ? tensorDataset(data) : data;
  checkShape('an example', dataset.shape, inputShape);
  let step = 0;
  let examples = 0;
  for await (const batch of dataset.batches({ batchSize })) {
    const random = randomSource(seed, step++);
    const part = await rowsOf(batch, (x) => withRandomSource(random, () => tf.tidy(() => apply(x))));
    if (!part.rows.values.every(Number.isFinite)) {
      throw new NumericalError(
        `what the model makes of examples ${examples} to ${examples + part.rows.shape[0]! - 1} is not finite: look at their values, and at its weights`,
      );
    }
    examples += part.rows.shape[0]!;
    yield part;
  }
}

/**
 * All rows and labels together.
 *
 * @throws {DataError} when there are no examples, or no labels.
 */
export async function collected(
  batches: AsyncIterable<LabelledRows>,
): Promise<{ rows: Rows; labels: Float64Array }> {
  const parts: LabelledRows[] = [];
  for await (const part of batches) {
    if (!part.labels) throw new DataError('the data has no labels: give a dataset with y');
    parts.push(part);
  }
  return {
    rows: concatenateRows(parts.map(({ rows }) => rows)),
    labels: Float64Array.from(parts.flatMap(({ labels }) => Array.from(labels!))),
  };
}

/** What is made of a batch, which is disposed. */
async function rowsOf(batch: Batch, apply: (x: tf.Tensor) => tf.Tensor): Promise<LabelledRows> {
  const { x, y } = batch;
  let result: tf.Tensor | undefined;
  try {
    result = apply(x);
    const [values, labels] = await Promise.all([result.data(), y?.data()]);
    if (y && y.rank !== 1) {
      throw new DataError(`the labels have shape ${formatShape(y.shape)}: give one number for each example`);
    }
    return { rows: { values: values as Float32Array, shape: result.shape }, labels };
  } finally {
    disposeBatch(batch);
    result?.dispose();
  }
}
