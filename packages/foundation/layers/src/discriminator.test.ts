import { randomSource, useBackend, withRandomSource } from '@autoencoders/backend';
import { OptionError } from '@autoencoders/errors';
import { discriminatorLoss } from '@autoencoders/losses';
import { expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type DiscriminatorOptions, denseEncoder, discriminator } from './index.js';

const aids = { spectralNormalization: true, minibatchStandardDeviation: true };

const cases: [string, DiscriminatorOptions][] = [
  ['vectors, linear', { inputShape: [6] }],
  ['vectors', { inputShape: [6], hidden: [8, 5] }],
  ['images without convolutions', { inputShape: [5, 4, 3], hidden: [7] }],
  ['images', { inputShape: [7, 5, 3], filters: [3, 4] }],
  ['images, to dense layers', { inputShape: [8, 8, 1], filters: [3], hidden: [6, 5], kernelSize: 3 }],
  ['sequences', { inputShape: [9, 2], filters: [3, 4], hidden: [5] }],
  ['vectors with one beside', { inputShape: [6], besideDim: 4, hidden: [8] }],
  ['images with a vector beside', { inputShape: [7, 5, 3], besideDim: 4, filters: [3] }],
];

const inputsOf = (network: tf.LayersModel, batch: number, seed: number) =>
  network.inputs.map((input, index) => {
    const shape = input.shape.slice(1) as number[];
    const values = testValues(batch * tf.util.sizeFromShape(shape), -1, 1, seed + index);
    return tf.tensor(values, [batch, ...shape]);
  });

const judge = (network: tf.LayersModel, inputs: readonly tf.Tensor[], training = false) =>
  network.apply(inputs.length === 1 ? inputs[0]! : [...inputs], { training }) as tf.Tensor;

const variablesOf = (network: tf.LayersModel) =>
  network.trainableWeights.map((weight) => weight.read() as tf.Variable);

const namesOf = (network: tf.LayersModel) => network.layers.map(({ name }) => name);
const classesOf = (network: tf.LayersModel) => network.layers.map((layer) => layer.getClassName());

describe.each(['cpu', 'wasm'] as const)('on %s', (engine) => {
  beforeAll(async () => {
    await useBackend(engine);
  });

  describe.each([
    ['plain', {}],
    ['with spectral normalisation and standard deviation', aids],
    ['with batch normalisation and dropout', { batchNormalization: true, dropout: 0.3 }],
  ])('%s', (_name, style) => {
    it.each(cases)(
      'gives each example a logit, reaches every weight, and leaves nothing: %s',
      async (_shape, options) => {
        await expectNoLeak(() => {
          const network = discriminator({ ...options, ...style, seed: 4 });
          tf.tidy(() => {
            const [real, fake] = [inputsOf(network, 3, 1), inputsOf(network, 3, 9)];
            expect(judge(network, real).shape).toEqual([3, 1]);
            const loss = () =>
              withRandomSource(randomSource(1), () =>
                discriminatorLoss('hinge', judge(network, real, true), judge(network, fake, true)),
              );
            const { grads } = tf.variableGrads(loss, variablesOf(network));
            for (const weight of network.trainableWeights) {
              const slope = grads[(weight.read() as tf.Variable).name]!;
              expect(Number.isFinite(tf.norm(slope).dataSync()[0]!), weight.originalName).toBe(true);
            }
            expect(Object.keys(grads)).toHaveLength(network.trainableWeights.length);
          });
          network.dispose();
        });
      },
    );
  });
});

describe('its layers', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  it('are named after it; features are those of the last hidden one', () => {
    const convolutional = discriminator({
      inputShape: [8, 8, 1],
      filters: [3, 4],
      dropout: 0.1,
      name: 'judge',
    });
    expect(namesOf(convolutional)).toEqual([
      'judge-input',
      'judge-down-1',
      'judge-down-1-activation',
      'judge-down-1-dropout',
      'judge-down-2',
      'judge-features',
      'judge-down-2-dropout',
      'judge-flatten',
      'judge-logit',
    ]);
    expect(convolutional.getLayer('judge-features').outputShape).toEqual([null, 2, 2, 4]);
    const dense = discriminator({ inputShape: [8, 1], filters: [3], besideDim: 2, hidden: [6, 5] });
    expect(dense.getLayer('discriminator-features').outputShape).toEqual([null, 5]);
    expect(dense.getLayer('discriminator-joined').outputShape).toEqual([null, 14]);
    expect(namesOf(dense)).toContain('discriminator-hidden-1-activation');
  });

  it('normalise all hidden ones but the first', () => {
    const network = discriminator({
      inputShape: [8, 8, 1],
      filters: [3, 4],
      hidden: [5],
      batchNormalization: true,
    });
    expect(namesOf(network).filter((name) => name.endsWith('normalization'))).toEqual([
      'discriminator-down-2-normalization',
      'discriminator-hidden-1-normalization',
    ]);
  });

  it('are divided by their spectral norms where that is asked for, the logit too', () => {
    const network = discriminator({
      inputShape: [8, 8, 1],
      filters: [3],
      hidden: [5],
      spectralNormalization: true,
    });
    expect(classesOf(network).filter((name) => /Dense|Conv/.test(name))).toEqual([
      'AutoencodersSpectralConvolution',
      'AutoencodersSpectralDense',
      'AutoencodersSpectralDense',
    ]);
    // Rows of a batch are no further apart than the inputs were: a dense one has slopes of norm at most 1.
    const flat = discriminator({ inputShape: [6], hidden: [9, 7], spectralNormalization: true, slope: 0.2 });
    tf.tidy(() => {
      const [x, y] = [
        tf.tensor2d(testValues(60, -3, 3, 1), [10, 6]),
        tf.tensor2d(testValues(60, -3, 3, 2), [10, 6]),
      ];
      for (let n = 0; n < 50; n++) tf.dispose(judge(flat, [x], true));
      const apart = tf.abs(tf.sub(judge(flat, [x]), judge(flat, [y])));
      const quotients = tf.div(tf.reshape(apart, [-1]), tf.norm(tf.sub(x, y), 'euclidean', 1));
      expect(tf.max(quotients).dataSync()[0]!).toBeLessThanOrEqual(1);
    });
  });

  it('see the standard deviation before the last hidden dense one, or before the logit', () => {
    const before = (options: DiscriminatorOptions) => {
      const names = namesOf(discriminator({ ...options, minibatchStandardDeviation: true }));
      return names[names.indexOf('discriminator-deviation') + 1];
    };
    expect(before({ inputShape: [6], hidden: [5, 4] })).toBe('discriminator-hidden-2');
    expect(before({ inputShape: [8, 8, 1], filters: [3], hidden: [5] })).toBe('discriminator-hidden-1');
    expect(before({ inputShape: [8, 8, 1], filters: [3] })).toBe('discriminator-logit');
    expect(before({ inputShape: [6] })).toBe('discriminator-logit');
    const paired = discriminator({
      inputShape: [6],
      besideDim: 2,
      hidden: [5],
      minibatchStandardDeviation: true,
    });
    expect(paired.getLayer('discriminator-deviation').outputShape).toEqual([null, 9]);
  });

  it('start alike for one seed, and share no kernel with those of another, nor among themselves', () => {
    const make = (seed: number, spectralNormalization: boolean) =>
      discriminator({ inputShape: [6], hidden: [6, 6], seed, spectralNormalization });
    const kernels = (network: tf.LayersModel) =>
      network.weights
        .filter(({ shape }) => String(shape) === '6,6')
        .map((weight) => String(weight.read().dataSync()));
    const encoder = denseEncoder({ inputShape: [6], hidden: [6], latentDim: 6, activation: 'tanh', seed: 0 });
    for (const spectral of [false, true]) {
      expect(kernels(make(5, spectral))).toEqual(kernels(make(5, spectral)));
      const all = [...[0, 1, 2, 3].flatMap((seed) => kernels(make(seed, spectral))), ...kernels(encoder)];
      expect(all).toHaveLength(10);
      expect(new Set(all).size).toBe(10);
    }
  });

  it.each([
    [{ inputShape: [] }, 'inputShape is []'],
    [{ hidden: [0] }, 'hidden[0] is 0'],
    [{ besideDim: 0 }, 'besideDim is 0'],
    [{ dropout: 1 }, 'dropout is 1'],
    [{ slope: -0.1 }, 'slope is -0.1'],
    [{ seed: 0.5 }, 'seed is 0.5'],
    [{ filters: [4] }, 'convolutions take [length, channels]'],
    [{ inputShape: [4, 4, 1], filters: [4], kernelSize: 0 }, 'kernelSize is 0'],
  ])('refuses %j', (wrong, message) => {
    expect(() => discriminator({ inputShape: [3], ...wrong })).toThrow(OptionError);
    expect(() => discriminator({ inputShape: [3], ...wrong })).toThrow(message);
  });
});
