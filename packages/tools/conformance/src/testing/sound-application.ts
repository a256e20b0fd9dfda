import { type Application, loadApplication, variablesOf } from '@autoencoders/core';
import { arrayDataset } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';
import type { ApplicationSubject } from '../application/subject.js';
import { soundAutoencoder } from './sound-autoencoder.js';

/** A regression of the mean of each input on the code, with a count of its steps as state: nothing is wrong with it. */
function soundApplication(
  autoencoder: Application['autoencoder'],
  head: tf.LayersModel,
  steps: tf.Variable,
): Application {
  const errors = (x: tf.Tensor) =>
    tf.squaredDifference(
      tf.mean(x, 1),
      tf.reshape(head.apply(autoencoder.encode(x)) as tf.Tensor, [-1]),
    ) as tf.Tensor1D;
  return {
    kind: 'sound-application',
    options: { of: 'mean' },
    inputShape: autoencoder.inputShape,
    autoencoder,
    networks: { ...autoencoder.networks, head },
    state: { steps },
    phases: [
      {
        name: 'regression',
        variables: variablesOf(head),
        loss: ({ x }, { random, training, remember }) => {
          remember?.(steps, tf.add(steps, 1));
          const noise = training ? tf.mul(random.normal('noise', x.shape), 0.01) : tf.zerosLike(x);
          return { loss: tf.mean(errors(tf.add(x, noise))) as tf.Scalar };
        },
      },
    ],
    figures: ({ x }) => ({ error: errors(x) }),
    dispose: () => {
      head.dispose();
      steps.dispose();
    },
  };
}

/** The suite's subject over it; `spoil` gets each one made and may return another. */
export function applicationOf(
  spoil: (application: Application) => Application = (application) => application,
): ApplicationSubject {
  const factories = [soundAutoencoder];
  return {
    create: () => {
      const input = tf.input({ shape: [2] });
      const kernelInitializer = tf.initializers.glorotUniform({ seed: 1 });
      const layer = tf.layers.dense({ units: 1, kernelInitializer });
      const head = tf.model({ inputs: input, outputs: layer.apply(input) as tf.SymbolicTensor });
      const steps = tf.tidy(() => tf.variable(tf.scalar(0), false));
      return spoil(soundApplication(soundAutoencoder({ inputShape: [6] }), head, steps));
    },
    data: () =>
      arrayDataset({
        x: Float32Array.from({ length: 20 * 6 }, (_, index) => ((index * 7) % 11) / 11),
        shape: [6],
      }),
    load: async (store) => {
      const { autoencoder, networks, state } = await loadApplication(store, 'sound-application', factories);
      const steps = tf.tidy(() => tf.variable(state.get('steps')!, false));
      tf.dispose([...state.values()]);
      return soundApplication(autoencoder, networks.head!, steps);
    },
    outcome: async ({ networks, autoencoder }, data) => {
      const found: number[] = [];
      for await (const { x } of data.batches({ batchSize: 8 })) {
        found.push(...tf.tidy(() => (networks.head!.apply(autoencoder.encode(x)) as tf.Tensor).dataSync()));
        x.dispose();
      }
      return found;
    },
    epochs: 5,
  };
}
