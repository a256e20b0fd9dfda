import { OptionError } from '@autoencoders/errors';
import { expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { convDecoder, convEncoder, denseDecoder, denseEncoder } from './index.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const input = (shape: readonly number[]) =>
  tf.tensor(testValues(2 * tf.util.sizeFromShape([...shape])), [2, ...shape]);
const weights = (model: tf.LayersModel) => model.getWeights().map((weight) => [...weight.dataSync()]);

describe.each([[[30]], [[64]], [[28, 28, 1]], [[17, 23, 3]], [[101, 2]]])(
  'dense, for inputs of shape %j',
  (shape) => {
    it('encodes, with as many heads as asked for, and decodes to the shape', async () => {
      await expectNoLeak(() => {
        const encoder = denseEncoder({
          inputShape: shape,
          hidden: [12, 7],
          latentDim: 3,
          heads: ['mean', 'logVariance'],
        });
        const decoder = denseDecoder({ outputShape: shape, hidden: [7], latentDim: 3, parameters: 2 });
        tf.tidy(() => {
          const [mean, logVariance] = encoder.apply(input(shape)) as tf.Tensor[];
          expect([mean!.shape, logVariance!.shape]).toEqual([
            [2, 3],
            [2, 3],
          ]);
          const output = decoder.apply(mean!) as tf.Tensor;
          expect(output.shape).toEqual([2, ...shape.slice(0, -1), shape.at(-1)! * 2]);
        });
        encoder.dispose();
        decoder.dispose();
      });
    });
  },
);

describe.each([
  [[28, 28, 1], false],
  [[17, 23, 3], false],
  [[17, 23, 3], true],
  [[101, 2], false],
  [[9, 1], true],
  [[1, 6, 2], false],
  [[2, 2, 1], true],
] as const)('convolutional, for inputs of shape %j, residual %s', (shape, residual) => {
  it('encodes and decodes to exactly the shape', async () => {
    await expectNoLeak(() => {
      const options = { filters: [4, 6, 5], hidden: [9, 8], latentDim: 3, residual };
      const encoder = convEncoder({ ...options, inputShape: shape });
      const decoder = convDecoder({ ...options, outputShape: shape });
      tf.tidy(() => {
        const code = encoder.apply(input(shape)) as tf.Tensor;
        expect(code.shape).toEqual([2, 3]);
        expect((decoder.apply(code) as tf.Tensor).shape).toEqual([2, ...shape]);
      });
      encoder.dispose();
      decoder.dispose();
    });
  });
});

describe.each([false, true])('a leaky ReLU, with batch normalisation %s', (batchNormalization) => {
  it('is a layer of its own, which a plain tfjs saves and loads', async () => {
    const network = convEncoder({
      inputShape: [6, 6, 1],
      filters: [4],
      hidden: [5],
      latentDim: 3,
      activation: 'leakyRelu',
      batchNormalization,
    });
    const decoder = convDecoder({
      outputShape: [6, 6, 1],
      filters: [4],
      hidden: [5],
      latentDim: 3,
      activation: 'leakyRelu',
      batchNormalization,
    });
    const layers = [...network.layers, ...decoder.layers].filter(
      (layer) => layer.getClassName() === 'LeakyReLU',
    );
    expect(layers.map((layer) => layer.getConfig().alpha)).toEqual([0.2, 0.2, 0.2, 0.2]);
    let saved: tf.io.ModelArtifacts = {};
    await network.save(
      tf.io.withSaveHandler(async (artifacts) => {
        saved = artifacts;
        return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
      }),
    );
    const loaded = await tf.loadLayersModel(tf.io.fromMemory(saved));
    const outputs = [network, loaded].map((one) => [
      ...(one.predict(input([6, 6, 1])) as tf.Tensor).dataSync(),
    ]);
    expect(outputs[1]).toEqual(outputs[0]);
  });
});

describe('weights', () => {
  const make = (seed: number) =>
    denseEncoder({ inputShape: [6], hidden: [6, 6], latentDim: 6, seed, activation: 'tanh' });

  it('are the same for the same seed and differ for another', () => {
    expect(weights(make(3))).toEqual(weights(make(3)));
    expect(weights(make(3))).not.toEqual(weights(make(4)));
  });

  it('differ between the layers of a network, and between encoder and decoder', () => {
    const encoder = weights(make(3)).filter((values) => values.length === 36);
    const decoder = weights(
      denseDecoder({ outputShape: [6], hidden: [6, 6], latentDim: 6, seed: 3, activation: 'tanh' }),
    );
    const kernels = [...encoder, ...decoder.filter((values) => values.length === 36)].map(String);
    expect(new Set(kernels).size).toBe(6);
  });

  it('differ between the convolutions of a network, and follow the seed', () => {
    const options = { filters: [4, 4, 4], latentDim: 2, residual: true, inputShape: [8, 8, 4] };
    const kernels = (seed: number) =>
      weights(convEncoder({ ...options, seed })).filter((values) => values.length === 144);
    expect(kernels(1)).toEqual(kernels(1));
    expect(new Set([...kernels(1), ...kernels(2)].map(String)).size).toBe(18);
  });

  it('have the same names however many networks were made before', () => {
    const names = (model: tf.LayersModel) => model.layers.map((layer) => layer.name);
    expect(names(make(1))).toEqual(names(make(1)));
  });
});

it('normalises and drops out where asked', () => {
  const encoder = denseEncoder({
    inputShape: [6],
    hidden: [50],
    latentDim: 4,
    batchNormalization: true,
    dropout: 0.5,
  });
  expect(encoder.layers.map((layer) => layer.getClassName())).toEqual([
    'InputLayer',
    'Dense',
    'BatchNormalization',
    'Activation',
    'AutoencodersDropout',
    'Dense',
  ]);
  tf.tidy(() => {
    const x = input([6]);
    const training = encoder.apply(x, { training: true }) as tf.Tensor;
    expect(training.dataSync()).not.toEqual((encoder.apply(x) as tf.Tensor).dataSync());
  });
  encoder.dispose();
});

it('normalises every transposed convolution but the output', () => {
  const decoder = convDecoder({
    outputShape: [7, 5, 1],
    filters: [3, 4],
    latentDim: 2,
    batchNormalization: true,
  });
  const normalised = decoder.layers.filter((layer) => layer.getClassName() === 'BatchNormalization');
  expect(normalised.map((layer) => layer.name)).toEqual([
    'decoder-grow-normalization',
    'decoder-up-2-normalization',
  ]);
  decoder.dispose();
});

it.each([
  ['heUniform', 6 / 40],
  ['glorotUniform', 6 / (40 + 60)],
  [undefined, 6 / 40],
] as const)('draws kernels of hidden layers by %s', (initializer, squaredBound) => {
  const encoder = denseEncoder({
    inputShape: [40],
    hidden: [60],
    latentDim: 2,
    ...(initializer ? { initializer } : {}),
  });
  const bound = Math.sqrt(squaredBound);
  const largest = Math.max(...weights(encoder)[0]!.map(Math.abs));
  expect(largest).toBeLessThanOrEqual(bound);
  expect(largest).toBeGreaterThan(0.98 * bound);
  encoder.dispose();
});

it('refuses impossible sizes, naming them', () => {
  expect(() => denseEncoder({ inputShape: [6], latentDim: 0 })).toThrow(/latentDim is 0/);
  expect(() => denseEncoder({ inputShape: [], latentDim: 2 })).toThrow(OptionError);
  expect(() => denseEncoder({ inputShape: [6], hidden: [4, -1], latentDim: 2 })).toThrow(/hidden\[1\] is -1/);
  expect(() => denseDecoder({ outputShape: [0, 3], latentDim: 2 })).toThrow(/outputShape\[0\] is 0/);
  expect(() => denseEncoder({ inputShape: [6], latentDim: 2, activation: 'relux' as 'relu' })).toThrow(
    /activation is 'relux'/,
  );
  expect(() => denseEncoder({ inputShape: [6], latentDim: 2, initializer: 'he' as 'heUniform' })).toThrow(
    /initializer is 'he'/,
  );
  expect(() => denseEncoder({ inputShape: [6], latentDim: 2, heads: [] })).toThrow(/heads is \[\]/);
  expect(() => denseEncoder({ inputShape: [6], latentDim: 2, heads: ['a', 'a'] })).toThrow(/each once/);
  expect(() => denseEncoder({ inputShape: [6], latentDim: 2, seed: 0.5 })).toThrow(/seed is 0.5/);
  expect(() => denseEncoder({ inputShape: [6], latentDim: 2, hidden: [3], dropout: 1 })).toThrow(OptionError);
  expect(() => denseDecoder({ outputShape: [6], latentDim: 2, parameters: 3 as 2 })).toThrow(
    /parameters is 3/,
  );
  expect(() => convDecoder({ outputShape: [6, 6, 1], latentDim: -1 })).toThrow(/latentDim is -1/);
  expect(() => convEncoder({ inputShape: [6], latentDim: 2 })).toThrow(/convolutions take/);
  expect(() => convDecoder({ outputShape: [6, 6, 1], filters: [], latentDim: 2 })).toThrow(/filters/);
});

it('trains a convolution end to end', () => {
  const options = { filters: [3], latentDim: 2 };
  const encoder = convEncoder({ ...options, inputShape: [6, 5, 1] });
  const decoder = convDecoder({ ...options, outputShape: [6, 5, 1] });
  const variables = [...encoder.trainableWeights, ...decoder.trainableWeights].map(
    (weight) => weight.read() as tf.Variable,
  );
  const x = input([6, 5, 1]);
  const optimizer = tf.train.adam(0.02);
  const losses = Array.from({ length: 60 }, () => {
    const loss = optimizer.minimize(
      () => tf.mean(tf.square(tf.sub(decoder.apply(encoder.apply(x)) as tf.Tensor, x))) as tf.Scalar,
      true,
      variables,
    )!;
    return tf.tidy(() => loss.dataSync()[0]!);
  });
  expect(losses.at(-1)).toBeLessThan(losses[0]! * 0.3);
});
