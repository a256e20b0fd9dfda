import * as tf from '@tensorflow/tfjs';
import type { Json } from '../autoencoder.js';
import type { Optimizer, OptimizerFactory } from './optimizer.js';
import { type Slot, Slots } from './slots.js';

/** The update of one variable: its new value, after the slots have been written. */
export type UpdateRule = (update: {
  readonly variable: tf.Variable;
  readonly gradient: tf.Tensor;
  readonly index: number;
  readonly slots: readonly Slot[];
  /** Updates including this one, from 1. */
  readonly step: number;
  readonly learningRate: number;
}) => tf.Tensor;

/** An optimizer from its configuration, the names of its moments and the update of one variable. */
export function makeOptimizer(
  configuration: Json,
  slotNames: readonly string[],
  rule: UpdateRule,
): OptimizerFactory {
  return (variables): Optimizer => {
    const slots = new Slots(variables, slotNames);
    const views = slotNames.map((name) => slots.slot(name));
    let steps = 0;
    return {
      configuration,
      get steps() {
        return steps;
      },
      apply(gradients, learningRate) {
        steps += 1;
        tf.tidy(() => {
          for (const [index, variable] of variables.entries()) {
            const gradient = gradients[index];
            if (gradient)
              variable.assign(rule({ variable, gradient, index, slots: views, step: steps, learningRate }));
          }
        });
      },
      state: () => slots.view(),
      restore(count, state) {
        slots.restore(state);
        steps = count;
      },
      dispose: () => slots.dispose(),
    };
  };
}
