import { randomPermutation } from '@autoencoders/backend';
import { checkBatchOptions } from './batch-options.js';
import type { BatchOptions } from './dataset.js';

/** The rows of each batch of `size` examples, in the order that the options ask for, from the first that is not skipped. */
export function* rowBatches(size: number, options: BatchOptions): Generator<Uint32Array> {
  checkBatchOptions(options);
  const { batchSize, shuffle, skip = 0 } = options;
  const order = shuffle
    ? randomPermutation(size, shuffle.seed, 'shuffle', shuffle.epoch)
    : Uint32Array.from({ length: size }, (_, row) => row);
  for (let from = skip * batchSize; from < size; from += batchSize) {
    yield order.subarray(from, from + batchSize);
  }
}
