import { fit, load, memoryStore, save, useBackend } from '@autoencoders/core';
import { contractivePenalty, klSparsityPenalty, l1Penalty, type PenaltyTerm } from '@autoencoders/losses';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { composedAutoencoder } from './testing/composed.js';
import { columnMeans, denseOutputs } from './testing/double-precision.js';

beforeAll(() => useBackend('cpu'));

const rows = Array.from({ length: 10 }, (_, n) => [...testValues(4, 0, 1, n + 1)]);
const decay = 0.75;
const create = (more: object = {}) =>
  composedAutoencoder({
    inputShape: [4],
    latentDim: 2,
    hidden: [3],
    activation: 'sigmoid',
    codeActivation: 'sigmoid',
    penalties: [
      l1Penalty(),
      klSparsityPenalty({ estimate: 'running', decay, layers: ['code', 'encoder-hidden-1'] }),
    ],
    ...more,
  });
type Model = ReturnType<typeof create>;
const stateOf = (model: Model) =>
  Object.fromEntries(Object.entries(model.state!).map(([name, value]) => [name, [...value.dataSync()]]));

/** In training that moves nothing, so that activations stay as they are. */
const still = { epochs: 1, batchSize: 4, shuffle: false, learningRate: () => 0 } as const;

describe('what penalties carry from step to step', () => {
  it('is in the state, by the place of the penalty, unknown before the first step', () => {
    const model = create();
    expect(stateOf(model)).toEqual({
      'penalty-2/meanActivation/code': [-1, -1],
      'penalty-2/meanActivation/encoder-hidden-1': [-1, -1, -1],
    });
    model.dispose();
    const without = create({ penalties: [l1Penalty(), contractivePenalty()] });
    expect(without.state).toBeUndefined();
    without.dispose();
  });

  it('goes on with each step of training, and not in validation', async () => {
    const model = create();
    const x = tf.tensor2d(rows);
    await expectNoLeak(() => fit(model, x, { ...still, validation: x }));
    const outputs = denseOutputs(model.networks.encoder, rows);
    const running = (layer: string) =>
      [rows.slice(0, 4), rows.slice(4, 8), rows.slice(8)]
        .map((_, batch) => columnMeans(outputs[layer]!.slice(4 * batch, 4 * batch + 4)))
        .reduce((before, means) => means.map((mean, unit) => decay * before[unit]! + (1 - decay) * mean));
    const state = stateOf(model);
    expectAllClose(state['penalty-2/meanActivation/code']!, running('encoder-code'));
    expectAllClose(state['penalty-2/meanActivation/encoder-hidden-1']!, running('encoder-hidden-1'));
    x.dispose();
    model.dispose();
  });

  it('is saved with the model', async () => {
    const model = create();
    const x = tf.tensor2d(rows);
    await fit(model, x, { epochs: 2, batchSize: 4 });
    const store = memoryStore();
    await save(model, store);
    const loaded = await load(store, [composedAutoencoder]);
    expect(stateOf(loaded)).toEqual(stateOf(model));
    expect(Math.min(...stateOf(loaded)['penalty-2/meanActivation/code']!)).toBeGreaterThan(0);
    x.dispose();
    loaded.dispose();
    model.dispose();
  });

  it("may be a caller's: the number of steps, to which its weight is bound", async () => {
    const warming: PenaltyTerm = {
      name: 'warming',
      weight: 1,
      layers: [],
      stateShapes: () => ({ steps: { shape: [], value: 0 } }),
      evaluate: ({ code, state, remember }) => {
        remember(state('steps'), tf.add(state('steps'), 1));
        return tf.mul(tf.mean(tf.square(code)), tf.minimum(1, tf.div(state('steps'), 100))) as tf.Scalar;
      },
    };
    const model = create({ penalties: [warming] });
    const x = tf.tensor2d(rows);
    const { epochs } = await fit(model, x, { epochs: 2, batchSize: 5, seed: 1 });
    expect(stateOf(model)).toEqual({ 'penalty-1/steps': [4] });
    expect(epochs[0]!.terms['reconstruction/warming']).toBeGreaterThan(0);
    x.dispose();
    model.dispose();
  });
});

describe('a model with penalties on many layers', () => {
  it('leaves nothing behind, in training or when it is disposed', async () => {
    const x = tf.tensor2d(rows);
    await expectNoLeak(async () => {
      const model = create({
        corruption: 'masking',
        penalties: [
          l1Penalty({ layers: ['encoder-hidden-1', 'code', 'decoder-hidden-1'] }),
          klSparsityPenalty({ estimate: 'running', layers: ['decoder-hidden-1'] }),
          contractivePenalty({ curvatureWeight: 0.1, curvatureSamples: 2 }),
        ],
      });
      await expectNoLeak(() => fit(model, x, { epochs: 2, batchSize: 4 }));
      model.dispose();
    });
    x.dispose();
  });
});
