import type * as tf from '@tensorflow/tfjs';
import type { Trainable } from '../autoencoder.js';

/**
 * Everything that training may change, by name: every weight of the networks, trainable or not, the model's state,
 * and variables of phases that are in no network.
 */
export function allWeights(model: Trainable): Map<string, tf.Variable> {
  const weights = new Map<string, tf.Variable>();
  for (const [role, network] of Object.entries(model.networks)) {
    for (const [index, weight] of network.weights.entries()) {
      weights.set(`weights/${role}/${index}`, weight.read() as tf.Variable);
    }
  }
  for (const [name, variable] of Object.entries(model.state ?? {}))
    weights.set(`weights/state/${name}`, variable);
  const known = new Set(weights.values());
  for (const { name, variables } of model.phases) {
    for (const [index, variable] of variables.entries()) {
      if (known.has(variable)) continue;
      known.add(variable);
      weights.set(`weights/phases/${name}/${index}`, variable);
    }
  }
  return weights;
}
