import { concatenateRows, type Dataset, disposeBatch, type Rows } from '@autoencoders/data';
import { checkInteger, formatShape, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { datasetOf } from '../dataset-of.js';
import { givingWay } from '../give-way.js';

/** What images are compared by: a network, or any function of `[batch, ...shape]` to `[batch, ...features]`. */
export type FeatureNetwork = tf.LayersModel | ((x: tf.Tensor) => tf.Tensor);

/** How features are computed. */
export interface FeatureOptions {
  /** Examples computed at a time. Default 100. */
  readonly batchSize?: number | undefined;
  /** Rejects with the signal's reason once the batch under way is done. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each batch with how many examples are done, and of how many where the data tells. */
  readonly onProgress?: ((done: number, total: number | undefined) => void) | undefined;
}

/**
 * The features of examples, `[examples, features]` on the host, computed in batches.
 *
 * @param features a network, or a function whose result is disposed here
 * @param data a dataset, or examples `[examples, ...shape]`
 * @throws {OptionError} when `batchSize` is not a positive integer.
 * @throws {ShapeError} when the network does not give one row for each example.
 * @throws {DataError} without examples.
 */
export async function featureRows(
  features: FeatureNetwork,
  data: Dataset | tf.Tensor,
  options: FeatureOptions = {},
): Promise<Rows> {
  const parts: Rows[] = [];
  await eachFeatureBatch(features, data, options, (rows) => parts.push(rows));
  return concatenateRows(parts);
}

/** Visits features `[batch, features]` as they are computed. */
export async function eachFeatureBatch(
  features: FeatureNetwork,
  data: Dataset | tf.Tensor,
  { batchSize = 100, signal, onProgress }: FeatureOptions,
  visit: (rows: Rows) => void,
): Promise<void> {
  checkInteger('batchSize', batchSize);
  signal?.throwIfAborted();
  const giveWay = givingWay(signal);
  const dataset = datasetOf(data);
  const network = (x: tf.Tensor) =>
    features instanceof tf.LayersModel ? features.apply(x, { training: false }) : features(x);
  let done = 0;
  for await (const batch of dataset.batches({ batchSize })) {
    const count = batch.x.shape[0]!;
    let found: tf.Tensor;
    try {
      found = tf.tidy(() => rowsFrom(network(batch.x), count));
    } finally {
      disposeBatch(batch);
    }
    const values = await found.data<'float32'>().finally(() => found.dispose());
    visit({ values, shape: found.shape });
    done += count;
    onProgress?.(done, dataset.size);
    await giveWay();
  }
}

/** One row of features for each example, whatever their shape. */
function rowsFrom(found: unknown, count: number): tf.Tensor {
  if (!(found instanceof tf.Tensor)) {
    throw new ShapeError('the feature network gives several tensors: give one with a single output');
  }
  if (found.rank < 1 || found.shape[0] !== count || found.size === 0) {
    const given = formatShape(found.shape);
    throw new ShapeError(
      `the feature network gives ${given} for ${count} examples: it must give one row for each`,
    );
  }
  // A function may hand back what it was given.
  return tf.clone(tf.cast(tf.reshape(found, [count, -1]), 'float32'));
}
