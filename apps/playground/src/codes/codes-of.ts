import { nextTurn } from '@autoencoders/app-kit/worker';
import { type Autoencoder, encodeBatches } from '@autoencoders/core';
import type { ArrayDataset } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';

/**
 * The codes of rows of a data set, flat, one after another.
 *
 * @throws {DataError} when the model gives what is no number, as one whose training diverged does.
 */
export async function codesOf(
  model: Autoencoder,
  data: ArrayDataset,
  rows: ArrayLike<number>,
): Promise<Float32Array> {
  const width = widthOf(model);
  const codes = new Float32Array(rows.length * width);
  let done = 0;
  for await (const { values } of encodeBatches(model, data.subset(rows), { batchSize: 128 })) {
    codes.set(values, done);
    done += values.length;
    await nextTurn();
  }
  if (!codes.every(Number.isFinite)) {
    throw new DataError(
      'the codes are not finite numbers: the training diverged. Train again with a smaller learning rate',
    );
  }
  return codes;
}

/** How many values a code has. */
export function widthOf({ latentShape }: Autoencoder): number {
  return latentShape.reduce((size, length) => size * length, 1);
}
