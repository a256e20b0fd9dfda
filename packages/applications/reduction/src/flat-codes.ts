import type { Rows } from '@autoencoders/core';
import type { Batch, BatchOptions, Dataset } from '@autoencoders/data';
import { formatShape, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { sizeOf } from './size-of.js';

/** The same rows, each one flat. */
export function flat({ values, shape }: Rows): Rows {
  return { values, shape: [shape[0]!, values.length / shape[0]!] };
}

/**
 * Flat codes in the shape that they had; codes of that shape as they are.
 *
 * @throws {ShapeError} when they are of neither.
 */
export function restored(codes: Dataset, shape: readonly number[]): Dataset {
  if (tf.util.arraysEqual([...codes.shape], [...shape])) return codes;
  const width = sizeOf(shape);
  if (codes.shape.length !== 1 || codes.shape[0] !== width) {
    throw new ShapeError(
      `a code has shape ${formatShape(codes.shape)}, expected ${formatShape([width])}${shape.length > 1 ? ` or ${formatShape(shape)}` : ''}`,
    );
  }
  return {
    shape,
    size: codes.size,
    async *batches(options: BatchOptions): AsyncGenerator<Batch> {
      for await (const { x, y } of codes.batches(options)) {
        const code = tf.reshape(x, [x.shape[0]!, ...shape]);
        x.dispose();
        yield { x: code, ...(y ? { y } : {}) };
      }
    },
  };
}
