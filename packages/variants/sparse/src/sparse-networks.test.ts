import { fit, load, memoryStore, save, useBackend } from '@autoencoders/core';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { denseDecoder, denseEncoder, JumpRelu, TopK } from '@autoencoders/layers';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { sparseAutoencoder } from './index.js';
import { rowsOf, squaredDistance } from './testing/by-hand.js';

beforeAll(() => useBackend('cpu'));

type Options = Parameters<typeof sparseAutoencoder>[0];

const shape = { inputShape: [6], latentDim: 10 };
const examples = () => tf.tensor2d(testValues(6 * 20, 0, 1), [20, 6]);

/** The number of active units of each code. */
function activeUnits(model: ReturnType<typeof sparseAutoencoder>, x: tf.Tensor): number[] {
  return tf.tidy(() => [...tf.sum(tf.cast(tf.greater(model.encode(x), 0), 'int32'), 1).dataSync()]);
}

it.each<[Partial<Options>, string]>([
  [{}, 'relu'],
  [{ sparsity: 'kl' }, 'sigmoid'],
  [{ codeActivation: 'softplus' }, 'softplus'],
  [{ sparsity: 'kl', codeActivation: 'hardSigmoid' }, 'hardSigmoid'],
  [{ sparsity: 'topK', k: 2 }, 'linear'],
  [{ sparsity: 'jumpRelu' }, 'linear'],
])('the activation of the code with %o is %s', (options, activation) => {
  const model = sparseAutoencoder({ ...shape, ...options });
  expect(model.networks.encoder.getLayer('encoder-code').getConfig().activation).toBe(activation);
  model.dispose();
});

it.each<[Partial<Options>, RegExp]>([
  [{ sparsity: 'topK', k: 11 }, /k is 11, latentDim 10: keep at most as many/],
  [{ sparsity: 'topK', k: 2, auxiliaryK: 12 }, /auxiliaryK is 12, latentDim 10: use at most as many/],
  [{ sparsity: 'l0' as never }, /sparsity is "l0"/],
  [{ target: 1 }, /target is 1/],
  [{ weight: -1 }, /weight is -1/],
])('refuses %o', (options, message) => {
  const create = () => sparseAutoencoder({ ...shape, ...options });
  expect(create).toThrow(OptionError);
  expect(create).toThrow(message);
});

it('revives all units at a time where there are fewer than it would', () => {
  const model = sparseAutoencoder({ ...shape, sparsity: 'topK', k: 2 });
  const x = examples();
  const terms = tf.tidy(() =>
    Object.keys(
      model.phases[0]!.loss({ x }, { step: 0, epoch: 0, training: false, random: undefined as never }),
    ),
  );
  expect(terms).toContain('auxiliary');
  x.dispose();
  model.dispose();
});

describe('features', () => {
  const weights = (options: Partial<Options>) => {
    const model = sparseAutoencoder({ ...shape, ...options });
    const { encoder, decoder } = model.networks;
    const filters = tf.tidy(() => rowsOf(tf.transpose(encoder.getLayer('encoder-code').getWeights()[0]!)));
    const features = rowsOf(decoder.getLayer('decoder-output').getWeights()[0]!);
    model.dispose();
    return { filters, features };
  };

  it('begin as the filters of the encoder, of length 1', () => {
    const { filters, features } = weights({ sparsity: 'topK', k: 2 });
    const lengths = filters.map((filter) => Math.sqrt(squaredDistance(filter, new Array(6).fill(0))));
    expectAllClose(
      features.flat(),
      filters.flatMap((row, unit) => row.map((v) => v / lengths[unit]!)),
    );
  });

  it("or of the filters' length with 'kl' and without unitNorm", () => {
    for (const options of [{ sparsity: 'kl' as const }, { unitNorm: false }]) {
      const { filters, features } = weights(options);
      expect(features).toEqual(filters);
    }
  });
});

describe("the decoder's bias", () => {
  const centring = ({ networks: { encoder } }: ReturnType<typeof sparseAutoencoder>) =>
    encoder.layers.find(({ name }) => name === 'encoder-centring');

  it.each<[Partial<Options>, boolean]>([
    [{ sparsity: 'topK' }, true],
    [{ sparsity: 'jumpRelu' }, true],
    [{ sparsity: 'topK', architecture: 'linear', hidden: [3] }, true],
    [{ centred: true }, true],
    [{}, false],
    [{ sparsity: 'kl' }, false],
    [{ sparsity: 'topK', centred: false }, false],
    [{ sparsity: 'topK', hidden: [3] }, false],
    [{ sparsity: 'topK', architecture: 'tied' }, false],
    [{ sparsity: 'topK', loss: 'bernoulli' }, false],
    [{ sparsity: 'topK', decoder: denseDecoder({ latentDim: 10, outputShape: [6] }) }, false],
  ])('with %o is subtracted from inputs: %s', (options, expected) => {
    const model = sparseAutoencoder({ ...shape, k: 2, ...options });
    expect(centring(model) !== undefined).toBe(expected);
    model.dispose();
  });

  it('is one variable there and here, in a model that was loaded too', async () => {
    const x = examples();
    const model = sparseAutoencoder({ ...shape, sparsity: 'topK', k: 2 });
    await fit(model, x, { epochs: 2, batchSize: 10 });
    const store = memoryStore();
    await save(model, store);
    const loaded = await load(store, [sparseAutoencoder]);
    for (const each of [model, loaded]) {
      const bias = each.networks.decoder.getLayer('decoder-output').weights[1]!.read();
      expect(centring(each)!.weights[0]!.read()).toBe(bias);
      // Kernel and bias either way.
      expect(each.phases[0]!.variables).toHaveLength(4);
      expect(Math.max(...bias.dataSync())).toBeGreaterThan(0);
    }
    expect(activeUnits(loaded, x)).toEqual(activeUnits(model, x));
    x.dispose();
    for (const each of [model, loaded]) each.dispose();
  });
});

describe("an encoder of the caller's own", () => {
  const own = (seed = 3) => denseEncoder({ ...shape, hidden: [8], activation: 'tanh', seed, name: 'mine' });

  it("is given the layer that makes the code sparse, with 'topK' as with 'jumpRelu'", async () => {
    const x = examples();
    for (const sparsity of ['topK', 'jumpRelu'] as const) {
      const encoder = own();
      const model = sparseAutoencoder({ ...shape, sparsity, k: 3, encoder });
      expect(model.networks.encoder.getLayer('mine-code')).toBe(encoder.getLayer('mine-code'));
      const before = tf.tidy(() => rowsOf(encoder.predict(x) as tf.Tensor));
      const expected = before.map((row) => {
        const least = sparsity === 'topK' ? [...row].sort((a, b) => b - a)[2]! : 0.05;
        return row.filter((value) => value > 0 && value >= least).length;
      });
      expect(activeUnits(model, x)).toEqual(expected);
      await fit(model, x, { epochs: 3, batchSize: 10 });
      model.dispose();
    }
    x.dispose();
  });

  it('is saved with that layer, and brought back', async () => {
    const x = examples();
    for (const sparsity of ['topK', 'jumpRelu'] as const) {
      const model = sparseAutoencoder({ ...shape, sparsity, k: 3, encoder: own() });
      await fit(model, x, { epochs: 2, batchSize: 10 });
      const store = memoryStore();
      await save(model, store);
      const loaded = await load(store, [sparseAutoencoder]);
      const names = (network: tf.LayersModel) => network.layers.map(({ name }) => name);
      expect(names(loaded.networks.encoder)).toEqual(names(model.networks.encoder));
      const [a, b] = [model, loaded].map((each) => tf.tidy(() => [...each.encode(x).dataSync()]));
      expect(b).toEqual(a);
      for (const each of [model, loaded]) each.dispose();
    }
    x.dispose();
  });

  it('that ends in such a layer is used as it is, whatever its layers are called', () => {
    const x = examples();
    const input = tf.input({ shape: [6] });
    // Of seeded weights, and raised: the largest unit of each example is above 0.
    const kernelInitializer = tf.initializers.glorotUniform({ seed: 1 });
    const units = tf.layers
      .dense({ units: 10, name: 'units', kernelInitializer, biasInitializer: 'ones' })
      .apply(input);
    const ends = { topK: new TopK({ k: 1, name: 'one' }), jumpRelu: new JumpRelu({ name: 'jump' }) };
    for (const sparsity of ['topK', 'jumpRelu'] as const) {
      const encoder = tf.model({ inputs: input, outputs: ends[sparsity].apply(units) as tf.SymbolicTensor });
      const model = sparseAutoencoder({ ...shape, sparsity, k: 3, encoder });
      expect(model.networks.encoder).toBe(encoder);
      if (sparsity === 'topK') expect(activeUnits(model, x)).toEqual(new Array(20).fill(1));
    }
    x.dispose();
  });

  it('may be a list of layers, and is freed with the model', async () => {
    const x = examples();
    await expectNoLeak(async () => {
      const encoder = tf.sequential({
        layers: [
          tf.layers.dense({ units: 5, activation: 'relu', inputShape: [6] }),
          tf.layers.dense({ units: 10 }),
        ],
      });
      const model = sparseAutoencoder({ ...shape, sparsity: 'topK', k: 2, encoder });
      await fit(model, x, { epochs: 1 });
      expect(Math.max(...activeUnits(model, x))).toBe(2);
      model.dispose();
    });
    x.dispose();
  });

  it('that does not fit is named with both shapes', () => {
    const encoder = denseEncoder({ inputShape: [6], latentDim: 4 });
    const create = () => sparseAutoencoder({ ...shape, sparsity: 'topK', k: 2, encoder });
    expect(create).toThrow(ShapeError);
    expect(create).toThrow(/'encoder' gives \[4\], it must give \[10\]/);
  });
});

it("a decoder of the caller's own begins as it is", () => {
  const decoder = denseDecoder({ latentDim: 10, outputShape: [6] });
  const before = rowsOf(decoder.getWeights()[0]!);
  const model = sparseAutoencoder({ ...shape, decoder });
  expect(model.networks.decoder).toBe(decoder);
  expect(rowsOf(decoder.getWeights()[0]!)).toEqual(before);
  model.dispose();
});

it('every sparsity is made and freed without a tensor left', async () => {
  for (const sparsity of ['l1', 'kl', 'topK', 'jumpRelu'] as const) {
    await expectNoLeak(() => sparseAutoencoder({ ...shape, sparsity, k: 2 }).dispose());
  }
});
