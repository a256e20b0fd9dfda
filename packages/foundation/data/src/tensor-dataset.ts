import { randomPermutation } from '@autoencoders/backend';
import { DataError, formatShape, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { checkBatchOptions } from './batch-options.js';
import type { Batch, BatchOptions, Dataset } from './dataset.js';

/**
 * A dataset over tensors that the caller owns and keeps alive: `x` `[size, ...shape]`, `y` `[size, ...]`.
 * Rows are gathered on the engine.
 *
 * @throws {DataError} when there are no rows.
 * @throws {ShapeError} when `x` and `y` differ in rows.
 */
export function tensorDataset(x: tf.Tensor, y?: tf.Tensor): Dataset {
  const size = x.shape[0] ?? 0;
  if (x.rank < 1 || size === 0) {
    throw new DataError(
      `the tensor of shape ${formatShape(x.shape)} holds no examples: give [size, ...shape]`,
    );
  }
  if (y && y.shape[0] !== size) {
    throw new ShapeError(`x has ${size} rows and y has ${y.shape[0]}: they must be the same`);
  }
  return {
    shape: x.shape.slice(1),
    size,
    async *batches(options: BatchOptions): AsyncGenerator<Batch> {
      checkBatchOptions(options);
      const { batchSize, shuffle, skip = 0 } = options;
      const order = shuffle ? randomPermutation(size, shuffle.seed, 'shuffle', shuffle.epoch) : undefined;
      for (let from = skip * batchSize; from < size; from += batchSize) {
        const count = Math.min(batchSize, size - from);
        yield tf.tidy(() => {
          const rows = order && tf.tensor1d(Int32Array.from(order.subarray(from, from + count)), 'int32');
          const take = (all: tf.Tensor) =>
            rows
              ? tf.gather(all, rows)
              : tf.slice(all, [from, ...all.shape.slice(1).map(() => 0)], [count, ...all.shape.slice(1)]);
          return { x: take(x), ...(y ? { y: take(y) } : {}) };
        }) as unknown as Batch;
      }
    },
  };
}
