import { randomSource } from '@autoencoders/backend';
import { checkInteger, DataError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { type ArrayDataset, arrayDataset } from './array-dataset.js';

/** Options of {@link binarize}. */
export interface BinarizeOptions {
  /** Keys the draws. Default 0. */
  readonly seed?: number;
}

/** Values drawn at a time: 16 MiB. */
const chunk = 4 * 1024 * 1024;

/**
 * Makes each value 1 with the probability that it gives, else 0, once and for all: a static binarisation, whose
 * likelihoods can be compared wherever seed and data are the same. Values become bytes; targets are kept.
 *
 * Source: Salakhutdinov and Murray 2008, section 5.
 *
 * @throws {DataError} when a value is not in [0, 1].
 * @throws {OptionError} for a seed that is not a whole number.
 */
export async function binarize(
  data: ArrayDataset,
  { seed = 0 }: BinarizeOptions = {},
): Promise<ArrayDataset> {
  checkInteger('seed', seed, 0);
  const width = data.shape.reduce((a, b) => a * b, 1);
  const x = new Uint8Array(data.size * width);
  const rows = Math.max(1, Math.floor(chunk / width));
  for (let from = 0; from < data.size; from += rows) {
    const count = Math.min(rows, data.size - from);
    const values = data.values(Uint32Array.from({ length: count }, (_, row) => from + row));
    const wrong = values.findIndex((value) => !(value >= 0 && value <= 1));
    if (wrong >= 0) {
      throw new DataError(
        `row ${from + Math.floor(wrong / width)} has the value ${values[wrong]}: to binarize, scale values to [0, 1]`,
      );
    }
    const drawn = tf.tidy(() => {
      const uniform = randomSource(seed, from).uniform('binarize', [values.length]);
      return tf.cast(tf.less(uniform, tf.tensor1d(values)), 'int32');
    });
    x.set(await drawn.data<'int32'>(), from * width);
    drawn.dispose();
  }
  const all = Uint32Array.from({ length: data.size }, (_, row) => row);
  const y = data.targets(all);
  const { targetShape, shape } = data;
  return arrayDataset({ x, shape, ...(y ? { y: labels(y), targetShape: targetShape! } : {}) });
}

/** Integers again, where they were: batches of them are int32. */
function labels(values: Float32Array): Float32Array | Int32Array {
  return values.every(Number.isInteger) ? Int32Array.from(values) : values;
}
