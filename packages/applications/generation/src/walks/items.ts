import { type Autoencoder, decode } from '@autoencoders/core';
import { arrayDataset, type Dataset, type Rows } from '@autoencoders/data';
import { checkShape, DataError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { allCodes, codeWidth } from '../codes.js';

/** Examples: one of `inputShape`, or several, `[count, ...inputShape]`, on the host or the engine, or a dataset. */
export type Items = Dataset | Rows | tf.Tensor;

/** How to go through examples and codes. */
export interface WalkOptions {
  /** Examples encoded and codes decoded at a time. Default 256. */
  readonly batchSize?: number;
}

/**
 * Items as a dataset.
 *
 * @throws {ShapeError} when they do not fit the model.
 * @throws {DataError} when there are none, or a value is not finite.
 */
export async function datasetOf(what: string, { inputShape }: Autoencoder, items: Items): Promise<Dataset> {
  if ('batches' in items) return items;
  const { shape } = items;
  const single = tf.util.arraysEqual([...shape], [...inputShape]);
  if (!single) checkShape(what, shape, [null, ...inputShape]);
  const x = items instanceof tf.Tensor ? Float32Array.from(await items.data()) : items.values;
  if (x.length === 0) throw new DataError(`${what} holds no examples: give at least one`);
  return arrayDataset({ x, shape: inputShape });
}

/** The codes of items, `[count, width]`: means, not draws. */
export async function codesOfItems(
  what: string,
  model: Autoencoder,
  items: Items,
  { batchSize }: WalkOptions,
): Promise<Rows> {
  return allCodes(model, await datasetOf(what, model, items), { batchSize });
}

/** Flat codes decoded, `[count, ...inputShape]`. */
export function decodedRows(
  model: Autoencoder,
  { values }: Rows,
  { batchSize = 256 }: WalkOptions,
): Promise<Rows> {
  return decode(model, arrayDataset({ x: values, shape: model.latentShape }), { batchSize });
}

/** Rows put together by a function of place and column. */
export function rowsBy(
  model: Autoencoder,
  count: number,
  fill: (row: number, into: Float32Array) => void,
): Rows {
  const width = codeWidth(model);
  const values = new Float32Array(count * width);
  for (let row = 0; row < count; row++) fill(row, values.subarray(row * width, (row + 1) * width));
  return { values, shape: [count, width] };
}

/** One of flat codes. */
export function rowOf({ values, shape }: Rows, row: number): Float32Array {
  const width = shape[1]!;
  return values.subarray(row * width, (row + 1) * width);
}
