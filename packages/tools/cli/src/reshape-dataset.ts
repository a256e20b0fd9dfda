import type { Batch, BatchOptions, Dataset } from '@autoencoders/data';
import { formatShape, ShapeError } from '@autoencoders/errors';

/**
 * The same values under another shape of one example: a table's 64 columns as `[8, 8, 1]`.
 *
 * @throws {ShapeError} if the number of values differs.
 */
export function reshapeDataset(dataset: Dataset, shape: readonly number[]): Dataset {
  if (sizeOf(shape) !== sizeOf(dataset.shape)) {
    throw new ShapeError(
      `the input shape is ${formatShape(shape)}, ${sizeOf(shape)} values, but examples have shape ` +
        `${formatShape(dataset.shape)}, ${sizeOf(dataset.shape)} values`,
    );
  }
  return { shape, size: dataset.size, batches: (options) => reshaped(dataset, shape, options) };
}

async function* reshaped(
  dataset: Dataset,
  shape: readonly number[],
  options: BatchOptions,
): AsyncGenerator<Batch> {
  for await (const batch of dataset.batches(options)) {
    const x = batch.x.reshape([batch.x.shape[0]!, ...shape]);
    batch.x.dispose();
    yield batch.y ? { x, y: batch.y } : { x };
  }
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
