import type { PenaltyTerm } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';

/** The variables that penalties carry from step to step. */
export interface PenaltyState {
  /** All of them by name, for the model's `state`. */
  readonly state: Readonly<Record<string, tf.Variable>>;
  /** A variable of the penalty at a place. */
  variableOf(penalty: number, name: string): tf.Variable;
}

/** Makes the variables that penalties ask for; they are nobody's to train. */
export function penaltyState(
  terms: readonly PenaltyTerm[],
  shapeOf: (layer: string) => readonly number[],
): PenaltyState {
  const state: Record<string, tf.Variable> = {};
  const keyOf = (penalty: number, name: string) => `penalty-${penalty + 1}/${name}`;
  for (const [index, { stateShapes }] of terms.entries()) {
    for (const [name, { shape, value }] of Object.entries(stateShapes?.(shapeOf) ?? {})) {
      state[keyOf(index, name)] = tf.tidy(() => tf.variable(tf.fill([...shape], value), false));
    }
  }
  return { state, variableOf: (penalty, name) => state[keyOf(penalty, name)]! };
}
