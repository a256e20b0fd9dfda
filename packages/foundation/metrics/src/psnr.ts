import { checkNumber } from '@autoencoders/errors';
import { squaredErrorPerExample } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';

/** Options of {@link peakSignalToNoiseRatio}. */
export interface PeakSignalToNoiseRatioOptions {
  /** The largest value less the smallest that data may take: 1 for `[0, 1]`, 255 for bytes. Default 1. */
  readonly range?: number;
}

/**
 * The peak signal-to-noise ratio of each example, in decibels: `10 log10(range² / MSE)`, with the mean squared error
 * `MSE = 1/d Σ (x - y)²`. Infinite where the two are equal: average over examples that differ.
 *
 * @param x `[batch, ...shape]`
 * @param y `[batch, ...shape]`
 * @returns `[batch]`
 * @throws {OptionError} when `range` is not a positive number.
 * @throws {ShapeError} when the shapes differ.
 */
export function peakSignalToNoiseRatio(
  x: tf.Tensor,
  y: tf.Tensor,
  { range = 1 }: PeakSignalToNoiseRatioOptions = {},
): tf.Tensor1D {
  checkNumber('range', range, Number.MIN_VALUE);
  return tf.tidy(() => {
    // Bytes come as integers, whose squares may overflow in the sum.
    const error = squaredErrorPerExample(x.toFloat(), y.toFloat());
    const features = x.size / x.shape[0]!;
    const nats = tf.sub(Math.log(range * range * features), tf.log(error));
    const decibels = tf.mul(nats, 10 / Math.LN10);
    // Not every GPU's logarithm of 0 is infinite.
    return tf.where(tf.equal(error, 0), tf.scalar(Number.POSITIVE_INFINITY), decibels) as tf.Tensor1D;
  });
}
