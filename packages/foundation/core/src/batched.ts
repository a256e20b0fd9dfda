import { type Dataset, disposeBatch } from '@autoencoders/data';
import { checkInteger, DataError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { Autoencoder } from './autoencoder.js';
import type { BatchedOptions } from './evaluate.js';
import { checkInputShape } from './training/check-first-batch.js';
import { asDataset } from './training/fit.js';

/** Results for all examples, on the host. */
export interface Rows {
  /** One row after another. */
  readonly values: Float32Array;
  /** `[examples, ...]`. */
  readonly shape: readonly number[];
}

/**
 * The codes of all examples, `[examples, ...latentShape]`, computed in batches: data of any size, flat memory.
 *
 * @throws {ShapeError} when the data does not fit the model.
 * @throws {DataError} when there is no data.
 */
export function encode(
  model: Autoencoder,
  data: Dataset | tf.Tensor,
  options: BatchedOptions = {},
): Promise<Rows> {
  return collect(encodeBatches(model, data, options));
}

/**
 * The reconstructions of all examples, `[examples, ...inputShape]`, computed in batches.
 *
 * @throws {ShapeError} when the data does not fit the model.
 * @throws {DataError} when there is no data.
 */
export function reconstruct(
  model: Autoencoder,
  data: Dataset | tf.Tensor,
  options: BatchedOptions = {},
): Promise<Rows> {
  return collect(reconstructBatches(model, data, options));
}

/**
 * The decoded codes, `[examples, ...inputShape]`, computed in batches.
 *
 * @param codes `[examples, ...latentShape]`
 * @throws {DataError} when there are no codes.
 */
export function decode(
  model: Autoencoder,
  codes: Dataset | tf.Tensor,
  options: BatchedOptions = {},
): Promise<Rows> {
  return collect(eachBatch(asDataset(codes), (z) => model.decode(z), options));
}

/** Like {@link encode}, batch by batch, for results that do not fit in memory. */
export function encodeBatches(
  model: Autoencoder,
  data: Dataset | tf.Tensor,
  options: BatchedOptions = {},
): AsyncGenerator<Rows> {
  const dataset = asDataset(data);
  checkInputShape(model, dataset.shape);
  return eachBatch(dataset, (x) => model.encode(x), options);
}

/** Like {@link reconstruct}, batch by batch, for results that do not fit in memory. */
export function reconstructBatches(
  model: Autoencoder,
  data: Dataset | tf.Tensor,
  options: BatchedOptions = {},
): AsyncGenerator<Rows> {
  const dataset = asDataset(data);
  checkInputShape(model, dataset.shape);
  return eachBatch(dataset, (x) => model.reconstruct(x), options);
}

async function* eachBatch(
  dataset: Dataset,
  apply: (x: tf.Tensor) => tf.Tensor,
  { batchSize = 256 }: BatchedOptions,
): AsyncGenerator<Rows> {
  checkInteger('batchSize', batchSize);
  for await (const batch of dataset.batches({ batchSize })) {
    const result = tf.tidy(() => apply(batch.x));
    disposeBatch(batch);
    const values = await result.data<'float32'>();
    const { shape } = result;
    result.dispose();
    yield { values, shape };
  }
}

async function collect(batches: AsyncGenerator<Rows>): Promise<Rows> {
  const parts: Rows[] = [];
  for await (const part of batches) parts.push(part);
  const [first] = parts;
  if (!first) throw new DataError('the dataset has no examples');
  const values = new Float32Array(parts.reduce((size, part) => size + part.values.length, 0));
  let offset = 0;
  for (const part of parts) {
    values.set(part.values, offset);
    offset += part.values.length;
  }
  return { values, shape: [parts.reduce((rows, part) => rows + part.shape[0]!, 0), ...first.shape.slice(1)] };
}
