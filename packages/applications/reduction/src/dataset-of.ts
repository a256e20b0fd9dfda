import { arrayDataset, type Dataset, tensorDataset } from '@autoencoders/data';
import { DataError, formatShape, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { ReductionData } from './reducer.js';
import { sizeOf } from './size-of.js';

/**
 * Data of any form as a dataset. Values of tensors and rows are checked to be finite; a dataset checks its own.
 *
 * @throws {ShapeError} for rows whose values do not fit their shape.
 * @throws {DataError} when there is none, or for values that are not finite.
 */
export async function datasetOf(data: ReductionData): Promise<Dataset> {
  if (data instanceof tf.Tensor) {
    const dataset = tensorDataset(data);
    await checkTensor(data);
    return dataset;
  }
  if ('batches' in data) return data;
  const { values, shape } = data;
  if (shape.length < 2 || sizeOf(shape) !== values.length) {
    throw new ShapeError(
      `there are rows of shape ${formatShape(shape)} with ${values.length} values: give [examples, ...shape] and as many values`,
    );
  }
  return arrayDataset({ x: values, shape: shape.slice(1) });
}

/** In one download of one number. */
async function checkTensor(x: tf.Tensor): Promise<void> {
  const all = tf.tidy(() => tf.min(tf.cast(tf.isFinite(x), 'float32')));
  const [finite] = await all.data();
  all.dispose();
  if (finite === 0) {
    throw new DataError('the tensor holds values that are not finite numbers: replace or drop them');
  }
}
