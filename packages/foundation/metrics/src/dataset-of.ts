import { type Dataset, tensorDataset } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';

/**
 * A dataset as it is, or one over the rows of a tensor, which stays the caller's.
 *
 * @throws {DataError} when a tensor has no rows.
 */
export function datasetOf(data: Dataset | tf.Tensor): Dataset {
  return data instanceof tf.Tensor ? tensorDataset(data) : data;
}
