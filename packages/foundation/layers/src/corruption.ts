import type { RandomSource } from '@autoencoders/backend';
import { checkShape } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { type CorruptionSettings, checkCorruption } from './corruption-settings.js';

/** A corruption of the caller's own: a tensor of the shape of `x`. */
export type CorruptionFunction = (x: tf.Tensor, random: RandomSource) => tf.Tensor;

/** A random change of the input that a denoising autoencoder undoes; {@link corrupt} applies it. */
export type Corruption = CorruptionSettings | CorruptionFunction;

/**
 * A corrupted copy of `x`, which the caller disposes. It draws for the purpose `'corruption'`, so the same `random`
 * gives the same noise. Source: Vincent et al. 2010, section 3.
 *
 * @param x `[batch, ...shape]`
 * @returns `[batch, ...shape]`
 * @throws {OptionError} for settings with an unknown name or an impossible level.
 * @throws {ShapeError} when a function of the caller's returns another shape.
 */
export function corrupt(x: tf.Tensor, corruption: Corruption, random: RandomSource): tf.Tensor {
  if (typeof corruption === 'function') {
    return tf.tidy(() => {
      const corrupted = corruption(x, random);
      checkShape('what the corruption returned', corrupted.shape, x.shape);
      // One that leaves its input alone returns it: the caller may dispose a copy.
      return corrupted === x ? tf.clone(x) : corrupted;
    });
  }
  checkCorruption(corruption);
  return tf.tidy(() => applied(x, corruption, random));
}

function applied(x: tf.Tensor, corruption: CorruptionSettings, random: RandomSource): tf.Tensor {
  switch (corruption.name) {
    case 'gaussian':
      return tf.add(x, tf.mul(random.normal('corruption', x.shape), corruption.standardDeviation));
    case 'masking':
      return masked(x, corruption.rate, random);
    case 'dropout':
      return tf.div(masked(x, corruption.rate, random), 1 - corruption.rate);
    case 'saltAndPepper': {
      const { rate, low, high } = corruption;
      const draw = random.uniform('corruption', x.shape);
      const peppered = tf.where(tf.less(draw, rate / 2), tf.fill(x.shape, low), x);
      const salted = tf.logicalAnd(tf.greaterEqual(draw, rate / 2), tf.less(draw, rate));
      return tf.where(salted, tf.fill(x.shape, high), peppered);
    }
  }
}

function masked(x: tf.Tensor, rate: number, random: RandomSource): tf.Tensor {
  return tf.mul(x, tf.cast(tf.greaterEqual(random.uniform('corruption', x.shape), rate), 'float32'));
}
