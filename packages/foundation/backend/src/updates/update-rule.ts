import type * as tf from '@tensorflow/tfjs';

/** An optimizer's rule with the numbers of one step. */
export type UpdateRule =
  | {
      readonly name: 'adam';
      readonly learningRate: number;
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
      readonly weightDecay: number;
      /** Updates including this one, from 1. */
      readonly step: number;
    }
  | {
      readonly name: 'sgd';
      readonly learningRate: number;
      readonly momentum: number;
      readonly nesterov: boolean;
      readonly weightDecay: number;
    }
  | {
      readonly name: 'rmsProp';
      readonly learningRate: number;
      readonly decay: number;
      readonly epsilon: number;
    };

/** A variable, its gradient and its moments in the rule's order: adam [mean, square], sgd [change] or [], rmsProp [square]. */
export interface UpdateEntry {
  readonly variable: tf.Variable;
  readonly gradient: tf.Tensor;
  readonly slots: readonly tf.Tensor[];
}
