import type { StepContext } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';

/**
 * Images `[batch, height, width, channels]`, or sequences `[batch, length, channels]`, moved along each axis by fewer
 * than `shifts` places, zeros moving in: each step of training by another offset, all of them in turn. Other inputs,
 * and all outside training, stay as they are.
 *
 * A network with strides sees pixels of even and of odd places differently, and what is compared in it alone comes out
 * as a grid of dots; averaged over offsets, it sees all alike.
 * Source: Coifman and Donoho 1995, "Translation-invariant de-noising" (cycle spinning).
 */
export function shifted(x: tf.Tensor, shifts: number, { step, training }: StepContext): tf.Tensor {
  const axes = x.rank - 2;
  if (!training || axes < 1 || axes > 2) return x;
  const offsets = [step % shifts, axes === 2 ? Math.floor(step / shifts) % shifts : 0].slice(0, axes);
  if (offsets.every((offset) => offset === 0)) return x;
  return tf.tidy(() => {
    const before = [0, ...offsets, 0].map((offset): [number, number] => [offset, 0]);
    const begin = x.shape.map(() => 0);
    return tf.slice(tf.pad(x, before), begin, x.shape);
  });
}
