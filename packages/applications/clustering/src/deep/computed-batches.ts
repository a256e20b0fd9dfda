import { type Autoencoder, encodeBatches } from '@autoencoders/core';
import type { Dataset, Rows } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import type * as tf from '@tensorflow/tfjs';
import type { AssignOptions } from '../clustering.js';

/**
 * Something else than the code, computed as codes are: in batches, in inference mode.
 *
 * @throws {DataError} without examples, or naming the first example that it is NaN of.
 */
export async function* computedBatches(
  autoencoder: Autoencoder,
  make: (x: tf.Tensor) => tf.Tensor,
  data: Dataset | tf.Tensor,
  options?: AssignOptions,
): AsyncGenerator<Rows> {
  let examples = 0;
  for await (const rows of encodeBatches({ ...autoencoder, encode: make }, data, options)) {
    const bad = rows.values.findIndex(Number.isNaN);
    if (bad >= 0) {
      throw new DataError(
        `the code of example ${examples + Math.floor(bad / rows.shape[1]!)} is not finite: look at the example, and at the autoencoder's weights`,
      );
    }
    examples += rows.shape[0]!;
    yield rows;
  }
  if (examples === 0) throw new DataError('the dataset has no examples: give at least one');
}
