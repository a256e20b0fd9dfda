import { NumericalError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { Trainable } from '../autoencoder.js';
import { allWeights } from './all-weights.js';

/**
 * Checks on the engine that every weight is finite, with one download: the last update may have broken them, and
 * no loss has been computed since.
 *
 * @throws {NumericalError} naming the phase that moves the first weight that is not finite.
 */
export async function checkWeights(model: Trainable, step: number): Promise<void> {
  const weights = [...allWeights(model)];
  if (weights.length === 0) return;
  // A product with zero is zero, unless a value is infinite or NaN.
  const sums = tf.tidy(() =>
    tf.stack(weights.map(([, weight]) => tf.sum(tf.mul(tf.cast(weight, 'float32'), 0)))),
  );
  const values = await sums.data();
  sums.dispose();
  const index = values.findIndex((value) => value !== 0);
  if (index < 0) return;
  const [name, variable] = weights[index]!;
  const phase = model.phases.find(({ variables }) => variables.includes(variable));
  throw new NumericalError(
    `'${name}'${phase ? `, moved by phase '${phase.name}',` : ''} is not finite after step ${step}: lower the learning rate, clip gradients, or look at the data`,
  );
}
