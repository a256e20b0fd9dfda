import type { RandomSource } from '@autoencoders/backend';
import * as tf from '@tensorflow/tfjs';

/** The distributions that codes may be drawn from: N(0, I), or uniform on [-1, 1]. */
export const priorNames = ['normal', 'uniform'] as const;

/** One of {@link priorNames}. */
export type PriorName = (typeof priorNames)[number];

/** Draws codes `[count, latentDim]` of a prior. */
export function drawPrior(
  name: PriorName,
  shape: readonly [count: number, latentDim: number],
  random: RandomSource,
): tf.Tensor {
  if (name === 'normal') return random.normal('prior', shape);
  return tf.tidy(() => tf.sub(tf.mul(random.uniform('prior', shape), 2), 1));
}
