import { randomSource } from '@autoencoders/backend';
import { evaluate, fit, load, memoryStore, save, useBackend } from '@autoencoders/core';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { denseEncoder, featureTaps } from '@autoencoders/layers';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { deepFeatureConsistentAutoencoder } from './index.js';

beforeAll(() => useBackend('cpu'));

type Options = Parameters<typeof deepFeatureConsistentAutoencoder>[0];

const inputs = [
  [0.25, 0.9],
  [0.8, 0.1],
];
const context = { step: 3, epoch: 0, training: true, random: randomSource(11, 3) };
const tap = [
  [0.5, -1.5, 2],
  [1, 0.25, -0.75],
];

/** Two layers: `tanh(x A)` of three activations, and `3 x` of two. */
function features(x: tf.Tensor): tf.Tensor[] {
  return tf.tidy(() => [tf.tanh(tf.matMul(x as tf.Tensor2D, tf.tensor2d(tap))), tf.mul(x, 3)]);
}

/** Two inputs, one latent dimension, weights set by hand. */
function byHand(options: Partial<Options> = {}) {
  const shared = { inputShape: [2], latentDim: 1, hidden: [], features };
  const model = deepFeatureConsistentAutoencoder({ ...shared, ...options });
  tf.tidy(() => {
    const column = (values: number[]) => tf.tensor2d(values, [2, 1]);
    const spread = [column([0.3, 0.5]), tf.tensor1d([-0.4])];
    model.networks.encoder.setWeights([column([0.4, -0.7]), tf.tensor1d([0.1]), ...spread]);
    model.networks.decoder.setWeights([tf.tensor2d([[1.2, -0.8]]), tf.tensor1d([0.3, -0.2])]);
  });
  return model;
}

/** The sides of the loss, each the mean over the inputs, in double precision from the formulas of the paper. */
function expectedSides() {
  const noise = tf.tidy(() => context.random.normal('posterior', [2, 1]).dataSync());
  const sides = inputs.map((x, row) => {
    const [a, b] = x as [number, number];
    const mean = 0.4 * a - 0.7 * b + 0.1;
    const logVariance = 0.3 * a + 0.5 * b - 0.4;
    const z = mean + Math.exp(logVariance / 2) * noise[row]!;
    const image = [1.2 * z + 0.3, -0.8 * z - 0.2].map((logit) => 1 / (1 + Math.exp(-logit)));
    const gaps = (layer: (v: readonly number[]) => number[]) =>
      layer(x).reduce((sum, value, i) => sum + (value - layer(image)[i]!) ** 2, 0);
    const inner = (v: readonly number[]) => tap[0]!.map((w, i) => Math.tanh(v[0]! * w + v[1]! * tap[1]![i]!));
    return {
      kl: (mean ** 2 + Math.exp(logVariance) - 1 - logVariance) / 2,
      first: gaps(inner) / (2 * 3),
      second: gaps((v) => v.map((value) => 3 * value)) / (2 * 2),
      pixels: x.reduce((sum, v, i) => sum - v * Math.log(image[i]!) - (1 - v) * Math.log(1 - image[i]!), 0),
      squaredError: x.reduce((sum, v, i) => sum + (v - image[i]!) ** 2, 0),
    };
  });
  const mean = (name: keyof (typeof sides)[0]) => (sides[0]![name] + sides[1]![name]) / 2;
  return { sides, kl: mean('kl'), first: mean('first'), second: mean('second'), pixels: mean('pixels') };
}

/** The loss terms of the inputs. */
function terms(options: Partial<Options> = {}): Record<string, number> {
  const model = byHand(options);
  const found = tf.tidy(() => {
    const scalars = model.phases[0]!.loss({ x: tf.tensor2d(inputs) }, context);
    return Object.fromEntries(Object.entries(scalars).map(([name, value]) => [name, value.dataSync()[0]!]));
  });
  model.dispose();
  return found;
}

describe('the loss', () => {
  const { sides, kl, first, second, pixels } = expectedSides();

  it("is the divergence and half the distance in activations, the paper's weights", () => {
    const found = terms();
    expect(Object.keys(found).sort()).toEqual(['kl', 'loss', 'perceptual']);
    expectAllClose(
      [found.loss!, found.perceptual!, found.kl!],
      [kl + 0.5 * (first + second), first + second, kl],
    );
  });

  it('weighs sides and layers as the options say', () => {
    const found = terms({ featureWeight: 20, beta: 3, layerWeights: [2, 0.5] });
    const perceptual = 2 * first + 0.5 * second;
    expectAllClose([found.loss!, found.perceptual!, found.kl!], [3 * kl + 20 * perceptual, perceptual, kl]);
    expectAllClose([terms({ beta: 4, annealingSteps: 6 }).loss!], [2 * kl + 0.5 * (first + second)]);
  });

  it('adds the likelihood of the pixels where it is weighed', () => {
    const found = terms({ pixelWeight: 7 });
    expectAllClose([found.loss!, found.reconstruction!], [kl + 0.5 * (first + second) + 7 * pixels, pixels]);
  });

  it('has its sides among the figures of each example, with the error of the pixels', () => {
    const model = byHand();
    tf.tidy(() => {
      const { perceptual, kl, squaredError, ...rest } = model.figures({ x: tf.tensor2d(inputs) }, context);
      const values = [perceptual, kl, squaredError].flatMap((figure) => [...figure!.dataSync()]);
      const expected = [
        sides.map((side) => side.first + side.second),
        sides.map((side) => side.kl),
        sides.map((side) => side.squaredError),
      ];
      expectAllClose(values, expected.flat());
      expect(rest).toEqual({});
    });
    model.dispose();
  });

  it('looks at the data once a step, and at the reconstruction once', () => {
    let passes = 0;
    terms({
      features: (x) => {
        passes++;
        return features(x);
      },
    });
    expect(passes).toBe(2);
  });
});

describe('the feature network', () => {
  const inputShape = [6];
  const shared = { inputShape, latentDim: 2, hidden: [5], featureWeight: 100 };
  const network = () =>
    denseEncoder({
      inputShape,
      hidden: [7],
      latentDim: 4,
      activation: 'tanh',
      batchNormalization: true,
      seed: 3,
    });
  const x = () => tf.tensor2d(testValues(60, 0, 1), [10, 6]);
  const layersOf = (model: tf.LayersModel) => model.layers.slice(1).map(({ name }) => name);
  const weights = (model: tf.LayersModel) => model.getWeights().map((weight) => [...weight.dataSync()]);

  it('is neither moved nor disposed nor saved', async () => {
    const [pretrained, data] = [network(), x()];
    const before = weights(pretrained);
    const model = deepFeatureConsistentAutoencoder({
      ...shared,
      features: featureTaps(pretrained, layersOf(pretrained)),
    });
    const { epochs } = await fit(model, data, { epochs: 20, batchSize: 5, learningRate: 1e-2 });
    const perceptual = epochs.map(({ terms }) => terms['features/perceptual']!);
    expect(perceptual.at(-1)).toBeLessThan(0.8 * perceptual[0]!);
    const store = memoryStore();
    await save(model, store);
    const stored = new Set([...new Map(await store.read()).keys()].map((file) => file.split('/')[0]!));
    expect([...stored].sort()).toEqual(['autoencoder.json', 'decoder', 'encoder']);
    model.dispose();
    expect(weights(pretrained)).toEqual(before);
    tf.dispose(data);
    pretrained.dispose();
  });

  it('is given again to load; without it the model can be used, and says what it lacks when it is trained', async () => {
    const [pretrained, data] = [network(), x()];
    const features = featureTaps(pretrained, layersOf(pretrained));
    const model = deepFeatureConsistentAutoencoder({ ...shared, features });
    const store = memoryStore();
    await save(model, store);
    const whole = await load(store, [deepFeatureConsistentAutoencoder], { features });
    const alone = await load(store, [deepFeatureConsistentAutoencoder]);
    expect(await evaluate(whole, data)).toEqual(await evaluate(model, data));
    const images = (each: typeof model) => [...tf.tidy(() => each.reconstruct(data).dataSync())];
    expect(images(alone)).toEqual(images(model));
    const training = fit(alone, data, { epochs: 1 });
    await expect(training).rejects.toThrow(OptionError);
    await expect(training).rejects.toThrow('load(store, factories, { features })');
    for (const each of [model, whole, alone, pretrained]) each.dispose();
    data.dispose();
  });

  it('that takes other images is named before the first step', async () => {
    const [pretrained, data] = [network(), tf.zeros([10, 5])];
    const features = featureTaps(pretrained, layersOf(pretrained));
    const model = deepFeatureConsistentAutoencoder({ ...shared, inputShape: [5], features });
    await expectNoLeak(async () => {
      const training = fit(model, data, { epochs: 1 });
      await expect(training).rejects.toThrow(ShapeError);
      await expect(training).rejects.toThrow('takes [batch, 6] and is given');
      await expect(training).rejects.toThrow("'prepare'");
    });
    for (const each of [model, pretrained, data]) each.dispose();
  });
});

it('a wrong number of weights for the layers is named before the first step', async () => {
  const model = byHand({ layerWeights: [1, 2, 3] });
  const x = tf.tensor2d(inputs);
  await expectNoLeak(async () => {
    const training = fit(model, x, { epochs: 1 });
    await expect(training).rejects.toThrow(OptionError);
    await expect(training).rejects.toThrow("layerWeights has 3 weights and 'features' gives 2 layers");
  });
  x.dispose();
  model.dispose();
});

it.each<[Record<string, unknown>, RegExp]>([
  [{ features: undefined }, /features is missing: give a function/],
  [{ features: 'vgg' }, /features is "vgg": give a function/],
  [{ featureWeight: -1 }, /featureWeight is -1/],
  [{ layerWeights: [] }, /layerWeights/],
  [{ pixelWeight: -1 }, /pixelWeight is -1/],
  [{ likelihood: 'gaussian', variance: 'learned' }, /'learned' and pixelWeight is 0/],
  [{ likelihood: 'laplace', scale: 'learned' }, /laplace likelihood is 'learned'/],
])('refuses %j', async (options, message) => {
  const create = () => deepFeatureConsistentAutoencoder({ inputShape: [6], features, ...options });
  await expectNoLeak(() => {
    expect(create).toThrow(OptionError);
    expect(create).toThrow(message);
  });
});
