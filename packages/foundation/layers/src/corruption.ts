import type { RandomSource } from '@autoencoders/backend';
import { checkNumber, OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/** A random change of the input that a denoising autoencoder undoes; the caller disposes what it returns. */
export type Corruption = (x: tf.Tensor, random: RandomSource) => tf.Tensor;

/**
 * Adds Gaussian noise: `x + σ ε`. Source: Vincent et al. 2010, section 3.3.
 *
 * @throws {OptionError} when the standard deviation is negative.
 */
export function gaussianCorruption({
  standardDeviation,
}: {
  readonly standardDeviation: number;
}): Corruption {
  checkNumber('standardDeviation', standardDeviation, 0);
  return (x, random) =>
    tf.tidy(() => tf.add(x, tf.mul(random.normal('corruption', x.shape), standardDeviation)));
}

/**
 * Sets a random fraction of the values to 0. Source: Vincent et al. 2010, section 3.3 (masking noise).
 *
 * @throws {OptionError} when the rate is not within [0, 1].
 */
export function maskingCorruption({ rate }: { readonly rate: number }): Corruption {
  checkNumber('rate', rate, 0, 1);
  return (x, random) =>
    tf.tidy(() =>
      tf.mul(x, tf.cast(tf.greaterEqual(random.uniform('corruption', x.shape), rate), 'float32')),
    );
}

/**
 * Sets a random fraction of the values to the lowest or the highest, each with the same probability.
 * Source: Vincent et al. 2010, section 3.3 (salt-and-pepper noise).
 *
 * @throws {OptionError} when the rate is not within [0, 1], or `low` is not below `high`.
 */
export function saltAndPepperCorruption({
  rate,
  low = 0,
  high = 1,
}: {
  readonly rate: number;
  readonly low?: number;
  readonly high?: number;
}): Corruption {
  checkNumber('rate', rate, 0, 1);
  checkNumber('low', low);
  checkNumber('high', high);
  if (low >= high) throw new OptionError(`low is ${low}, high is ${high}: give low below high`);
  return (x, random) =>
    tf.tidy(() => {
      const draw = random.uniform('corruption', x.shape);
      const peppered = tf.where(tf.less(draw, rate / 2), tf.fill(x.shape, low), x);
      const salted = tf.logicalAnd(tf.greaterEqual(draw, rate / 2), tf.less(draw, rate));
      return tf.where(salted, tf.fill(x.shape, high), peppered);
    });
}
