import type * as tf from '@tensorflow/tfjs';
import type { Json } from '../autoencoder.js';

/** Moves variables along their gradients; its state can be taken out and put back, to the bit. */
export interface Optimizer {
  /** Updates every variable that has a gradient. The gradients stay the caller's. */
  apply(gradients: readonly (tf.Tensor | undefined)[], learningRate: number): void;
  /** Its name and numbers: a run may only go on with the same. */
  readonly configuration: Json;
  /** Updates made so far. */
  readonly steps: number;
  /** Tensors of the state by name, a live view: not to be disposed. */
  state(): ReadonlyMap<string, tf.Tensor>;
  /** Takes over a state; the tensors stay the caller's. */
  restore(steps: number, state: ReadonlyMap<string, tf.Tensor>): void;
  /** Frees the state. */
  dispose(): void;
}

/** Makes the optimizer of a phase over its variables. */
export type OptimizerFactory = (variables: readonly tf.Variable[]) => Optimizer;
