import { checkInteger } from '@autoencoders/errors';
import type { BatchOptions } from './dataset.js';

/**
 * Checks how a dataset is asked to be walked through: a batch size of 0 would never end.
 *
 * @throws {OptionError} for a batch size below 1 or a negative number of batches to skip.
 */
export function checkBatchOptions({ batchSize, skip = 0 }: BatchOptions): void {
  checkInteger('batchSize', batchSize);
  checkInteger('skip', skip, 0);
}
