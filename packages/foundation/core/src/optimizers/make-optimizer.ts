import { type UpdateRule as EngineRule, updateInPlace } from '@autoencoders/backend';
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

/** The same update with the numbers of a step, for engines that do it in one pass. */
export type InPlaceRule = (step: number, learningRate: number) => EngineRule;

/**
 * An optimizer from its configuration, the names of its moments, and the update of one variable: in place where the
 * engine can, else composed of operations.
 */
export function makeOptimizer(
  configuration: Json,
  slotNames: readonly string[],
  inPlace: InPlaceRule,
  composed: UpdateRule,
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
        const entries = variables.flatMap((variable, index) => {
          const gradient = gradients[index];
          return gradient ? [{ variable, gradient, slots: views.map((view) => view.own(index)), index }] : [];
        });
        if (updateInPlace(inPlace(steps, learningRate), entries)) return;
        tf.tidy(() => {
          for (const { variable, gradient, index } of entries) {
            variable.assign(composed({ variable, gradient, index, slots: views, step: steps, learningRate }));
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
