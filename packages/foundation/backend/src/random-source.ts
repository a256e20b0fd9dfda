import type * as tf from '@tensorflow/tfjs';

/**
 * Draws for one training or inference step. A draw is a pure function of (seed, purpose, step) and its shape:
 * the same purpose twice in a step gives the same numbers, whatever was drawn before, so that a resumed run
 * repeats an uninterrupted one. Name each purpose for what it feeds: `'posterior'`, `'corruption'`.
 */
export interface RandomSource {
  /** The seed that keys every draw. */
  readonly seed: number;
  /** The step that keys every draw. */
  readonly step: number;
  /** Standard normal values, float32. The caller disposes the tensor. */
  normal(purpose: string, shape: readonly number[]): tf.Tensor;
  /** Uniform values in `[0, 1)`, float32. The caller disposes the tensor. */
  uniform(purpose: string, shape: readonly number[]): tf.Tensor;
}
