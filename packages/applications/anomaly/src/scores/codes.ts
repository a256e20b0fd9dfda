import type { Autoencoder } from '@autoencoders/core';
import type { Rows } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { valuesOf } from './values-of.js';

/**
 * The codes of inputs on the host, flattened to `[batch, width]`.
 *
 * @throws {DataError} when one is not finite.
 */
export async function codesOf(autoencoder: Autoencoder, x: tf.Tensor): Promise<Rows> {
  const values = await valuesOf(() => autoencoder.encode(x));
  if (!values.every(Number.isFinite)) {
    throw new DataError('a code is not finite: look at the rows, and at the weights of the autoencoder');
  }
  return { values, shape: [x.shape[0]!, tf.util.sizeFromShape([...autoencoder.latentShape])] };
}

/** The places of the smallest values, all but a share `trim` of them, in ascending order. */
export function lowest(values: ArrayLike<number>, trim: number): Uint32Array {
  const order = Uint32Array.from({ length: values.length }, (_, place) => place);
  if (trim === 0) return order;
  order.sort((a, b) => values[a]! - values[b]! || a - b);
  return order.slice(0, values.length - Math.floor(trim * values.length)).sort();
}
