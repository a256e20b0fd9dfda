import { checkNumber } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/** Bounds on gradients: of the norm over all of a phase's variables, or of each value. */
export interface GradientClipping {
  /** Scale all gradients so that their joint Euclidean norm is at most this. Source: Pascanu et al. 2013. */
  readonly norm?: number;
  /** Clip each value to `[-value, value]`. */
  readonly value?: number;
}

/** @throws {OptionError} unless the bounds are positive. */
export function checkClipping({ norm, value }: GradientClipping): void {
  if (norm !== undefined) checkNumber('gradientClipping.norm', norm, Number.MIN_VALUE);
  if (value !== undefined) checkNumber('gradientClipping.value', value, Number.MIN_VALUE);
}

/** Clipped gradients, inside the caller's tidy. */
export function clipGradients(
  gradients: readonly (tf.Tensor | undefined)[],
  { norm, value }: GradientClipping,
): (tf.Tensor | undefined)[] {
  const bounded =
    value === undefined ? [...gradients] : gradients.map((g) => g && tf.clipByValue(g, -value, value));
  if (norm === undefined) return bounded;
  const squares = bounded.flatMap((g) => (g ? [tf.sum(tf.square(g))] : []));
  if (squares.length === 0) return bounded;
  // tf.addN of eight tensors or more is wrong on tfjs's webgpu engine.
  const scale = tf.div(norm, tf.maximum(tf.sqrt(tf.sum(tf.stack(squares))), norm));
  return bounded.map((g) => g && tf.mul(g, scale));
}
