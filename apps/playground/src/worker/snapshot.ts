import type { Autoencoder } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import { makeModel } from './make-model.js';
import type { OpenRun } from './session.js';

/**
 * A model of the same kind with the weights of this moment. A detector fits to its model, whose callbacks watch over
 * the training; the one at hand may be in the middle of another.
 */
export async function snapshotOf({ model, configuration, data }: OpenRun): Promise<Autoencoder> {
  const copy = await makeModel(configuration.kind, configuration.options, data.summary.shape);
  copyWeights(model, copy);
  return copy;
}

/** Gives a model the weights of another of its kind. */
export function copyWeights(from: Autoencoder, to: Autoencoder): void {
  tf.tidy(() => {
    for (const [name, network] of Object.entries(from.networks)) {
      const targets = to.networks[name]!.weights;
      // Training moves weights in place: what is shared would move too.
      network.weights.forEach((weight, index) => void targets[index]!.write(tf.add(weight.read(), 0)));
    }
    for (const [name, variable] of Object.entries(from.state ?? {})) {
      to.state![name]!.assign(tf.add(variable, 0));
    }
  });
}
