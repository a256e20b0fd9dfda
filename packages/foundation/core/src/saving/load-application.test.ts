import { useBackend } from '@autoencoders/backend';
import { ModelFormatError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import type { Application, Autoencoder } from '../autoencoder.js';
import { memoryStore } from '../stores/memory-store.js';
import { tinyAutoencoder } from '../testing/tiny.js';
import { load } from './load.js';
import { loadApplication } from './load-application.js';
import { save } from './save.js';

beforeAll(() => useBackend('cpu'));

/** A scale of the code, with a layer on it: an application in small. */
function scale(autoencoder: Autoencoder, head: tf.LayersModel, factor: tf.Variable): Application {
  return {
    kind: 'scale',
    options: { classes: 3 },
    inputShape: autoencoder.inputShape,
    autoencoder,
    networks: { ...autoencoder.networks, head },
    state: { factor },
    phases: [],
    figures: () => ({}),
    dispose: () => tf.dispose([factor, ...head.getWeights()]),
  };
}

function dense(): tf.LayersModel {
  const input = tf.input({ shape: [2] });
  return tf.model({
    inputs: input,
    outputs: tf.layers.dense({ units: 3 }).apply(input) as tf.SymbolicTensor,
  });
}

it('saves an application with the autoencoder it stands on, and gives both back', async () => {
  const autoencoder = tinyAutoencoder({ inputShape: [4], seed: 3 });
  const head = dense();
  const store = memoryStore();
  await save(scale(autoencoder, head, tf.variable(tf.tensor1d([1, 2]))), store, { metadata: { of: 'x' } });
  const files = await store.read();
  expect([...files!.keys()].filter((path) => path.includes('model.json')).sort()).toEqual([
    'autoencoder/decoder/model.json',
    'autoencoder/encoder/model.json',
    'head/model.json',
  ]);

  const before = tf.memory().numTensors;
  const parts = await loadApplication(store, 'scale', [tinyAutoencoder]);
  expect(parts.options).toEqual({ classes: 3 });
  expect([...parts.state.get('factor')!.dataSync()]).toEqual([1, 2]);
  const x = tf.tensor2d([[0.1, 0.2, 0.3, 0.4]]);
  const expected = head.predict(autoencoder.encode(x)) as tf.Tensor;
  const found = parts.networks.head!.predict(parts.autoencoder.encode(x)) as tf.Tensor;
  expect([...found.dataSync()]).toEqual([...expected.dataSync()]);
  tf.dispose([x, expected, found, ...parts.state.values()]);
  parts.autoencoder.dispose();
  parts.networks.head!.dispose();
  expect(tf.memory().numTensors).toBeLessThanOrEqual(before + 2);
});

it('names what is wrong: another application, a damaged file, an autoencoder', async () => {
  const store = memoryStore();
  const application = scale(tinyAutoencoder({ inputShape: [4] }), dense(), tf.variable(tf.tensor1d([1])));
  await save(application, store);
  await expect(loadApplication(store, 'classifier', [tinyAutoencoder])).rejects.toThrow(
    "holds a 'scale', not a 'classifier'",
  );
  await expect(loadApplication(store, 'scale', [])).rejects.toThrow("holds a model of kind 'tiny'");
  await expect(load(store, [tinyAutoencoder])).rejects.toThrow(ModelFormatError);
  const files = new Map(await store.read());
  files.set('state.bin', new Uint8Array(2));
  await store.write(files);
  await expect(loadApplication(store, 'scale', [tinyAutoencoder])).rejects.toThrow("'state.bin'");
  await save(application.autoencoder, store);
  await expect(loadApplication(store, 'scale', [tinyAutoencoder])).rejects.toThrow(
    "'application.json' is missing",
  );
});
