import { checkShape, formatShape, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { sumFeatures } from '../reduce.js';
import { activationSlope } from './activation-slope.js';

/**
 * The slopes `f'(x W + b)` of a dense layer's units, `[batch, units]`.
 *
 * @throws {ShapeError} when `x`, the kernel and the bias do not fit.
 * @throws {OptionError} for an activation that is unknown or not elementwise.
 */
export function denseSlopes(
  x: tf.Tensor,
  kernel: tf.Tensor,
  bias: tf.Tensor | null,
  activation: string,
): tf.Tensor {
  if (kernel.rank !== 2) {
    throw new ShapeError(`kernel has shape ${formatShape(kernel.shape)}, expected [inputs, units]`);
  }
  const [inputs, units] = kernel.shape as [number, number];
  checkShape('x', x.shape, [null, inputs]);
  if (bias) checkShape('bias', bias.shape, [units]);
  const product = tf.matMul(x as tf.Tensor2D, kernel as tf.Tensor2D);
  return activationSlope(activation, bias ? tf.add(product, bias) : product);
}

/** `Σ_j c_j ‖W_j‖²` with the kernel's columns `W_j`: `c` `[batch, units]` to `[batch]`. */
export function sumColumnNorms(factors: tf.Tensor, kernel: tf.Tensor): tf.Tensor1D {
  return sumFeatures(tf.mul(factors, tf.sum(tf.square(kernel), 0)));
}
