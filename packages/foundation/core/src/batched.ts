import { type RandomSource, randomSource, withRandomSource } from '@autoencoders/backend';
import { type Batch, type Dataset, disposeBatch, type Rows } from '@autoencoders/data';
import { checkInteger, checkShape, DataError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { Autoencoder } from './autoencoder.js';
import type { BatchedOptions } from './evaluate.js';
import { checkInputShape } from './training/check-first-batch.js';
import { asDataset } from './training/fit.js';

/**
 * The codes of all examples, `[examples, ...latentShape]`, computed in batches: data of any size, flat memory.
 *
 * @throws {ShapeError} when the data does not fit the model.
 * @throws {DataError} when there is no data.
 */
export async function encode(
  model: Autoencoder,
  data: Dataset | tf.Tensor,
  options: BatchedOptions = {},
): Promise<Rows> {
  const dataset = asDataset(data);
  return collect(encodeBatches(model, dataset, options), dataset.size);
}

/**
 * The reconstructions of all examples, `[examples, ...inputShape]`, computed in batches.
 *
 * @throws {ShapeError} when the data does not fit the model.
 * @throws {DataError} when there is no data.
 */
export async function reconstruct(
  model: Autoencoder,
  data: Dataset | tf.Tensor,
  options: BatchedOptions = {},
): Promise<Rows> {
  const dataset = asDataset(data);
  return collect(reconstructBatches(model, dataset, options), dataset.size);
}

/**
 * The decoded codes, `[examples, ...inputShape]`, computed in batches.
 *
 * @param codes `[examples, ...latentShape]`
 * @throws {ShapeError} when the codes do not fit the model.
 * @throws {DataError} when there are no codes.
 */
export async function decode(
  model: Autoencoder,
  codes: Dataset | tf.Tensor,
  options: BatchedOptions = {},
): Promise<Rows> {
  const dataset = asDataset(codes);
  checkShape('a code', dataset.shape, model.latentShape);
  return collect(
    eachBatch(dataset, (z) => model.decode(z), options),
    dataset.size,
  );
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
  { batchSize = 256, seed = 0 }: BatchedOptions,
): AsyncGenerator<Rows> {
  checkInteger('batchSize', batchSize);
  let step = 0;
  for await (const batch of dataset.batches({ batchSize })) {
    const result = appliedTo(batch, apply, randomSource(seed, step));
    const values = await result.data();
    const { shape } = result;
    result.dispose();
    step += 1;
    yield { values: values instanceof Float32Array ? values : Float32Array.from(values), shape };
  }
}

/** The result on a batch, which is disposed. */
function appliedTo(batch: Batch, apply: (x: tf.Tensor) => tf.Tensor, random: RandomSource): tf.Tensor {
  try {
    return withRandomSource(random, () => tf.tidy(() => apply(batch.x)));
  } finally {
    disposeBatch(batch);
  }
}

/** Puts batches together; where their number of rows is known, each is copied once and let go. */
async function collect(batches: AsyncGenerator<Rows>, size: number | undefined): Promise<Rows> {
  let values = new Float32Array(0);
  let used = 0;
  let rows = 0;
  let rowShape: readonly number[] | undefined;
  for await (const part of batches) {
    rowShape ??= part.shape.slice(1);
    const width = part.values.length / part.shape[0]!;
    values = roomFor(values, used, used + part.values.length, (size ?? 0) * width);
    values.set(part.values, used);
    used += part.values.length;
    rows += part.shape[0]!;
  }
  if (!rowShape) throw new DataError('the dataset has no examples: give at least one');
  return { values: used === values.length ? values : values.slice(0, used), shape: [rows, ...rowShape] };
}

/** The same values with room for more: what is expected in all, or twice what was there. */
function roomFor(
  values: Float32Array<ArrayBuffer>,
  used: number,
  needed: number,
  expected: number,
): Float32Array<ArrayBuffer> {
  if (needed <= values.length) return values;
  const larger = new Float32Array(Math.max(needed, expected, 2 * used));
  larger.set(values.subarray(0, used));
  return larger;
}
