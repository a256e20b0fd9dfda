import type { StepContext } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import type { GaussianDraw } from './gaussian-draw.js';
import type { VariationalSettings, WeightedSettings } from './options.js';

/** Beta, less what annealing still holds back: it rises in a straight line over the annealing steps. */
export function klWeight(
  { beta, annealingSteps }: WeightedSettings,
  { step, training }: StepContext,
): number {
  if (!training || annealingSteps === 0) return beta;
  return beta * Math.min(1, step / annealingSteps);
}

/** The divergence with each dimension's mean over the batch counted from the free nats on, times its weight. */
export function weightedKl(
  { divergences, kl }: Pick<GaussianDraw, 'divergences'> & { readonly kl: tf.Scalar },
  options: VariationalSettings,
  step: StepContext,
): tf.Scalar {
  const { freeBits } = options;
  const counted = freeBits === 0 ? kl : tf.sum(tf.maximum(tf.mean(divergences, 0), freeBits));
  return tf.mul(counted, klWeight(options, step));
}
