import { randomSource } from '@autoencoders/backend';
import { useBackend } from '@autoencoders/core';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { denseEncoder, discriminator } from '@autoencoders/layers';
import { testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { vaeGan } from './index.js';

beforeAll(() => useBackend('cpu'));

type Options = Parameters<typeof vaeGan>[0];

const context = { step: 0, epoch: 0, training: false, random: randomSource(1) };
const image = {
  inputShape: [6, 5, 1],
  architecture: 'convolutional' as const,
  filters: [4, 6],
  latentDim: 2,
};
const row = { inputShape: [6], hidden: [5], latentDim: 2 };

/** The layer whose activations give the figure that the model gives, among all of the discriminator's. */
function layersComparedIn(options: Options): string[] {
  const model = vaeGan({ featureVariance: 1, ...options });
  const { discriminator, decoder, encoder } = model.networks;
  const found = tf.tidy(() => {
    const size = model.inputShape.reduce((all, length) => all * length, 1);
    const x = tf.tensor(testValues(3 * size, 0, 1), [3, ...model.inputShape]);
    const [mean, logVariance] = encoder.predict(x) as [tf.Tensor, tf.Tensor];
    const noise = context.random.normal('posterior', mean.shape);
    const z = tf.add(mean, tf.mul(tf.exp(tf.div(logVariance, 2)), noise));
    const reconstruction = tf.sigmoid(decoder.predict(z) as tf.Tensor);
    const given = model.figures({ x }, context).featureError!.dataSync();
    return discriminator.layers.slice(1).flatMap(({ name, output }) => {
      const taps = tf.model({ inputs: discriminator.inputs, outputs: output as tf.SymbolicTensor });
      const gap = tf.sub(taps.predict(x) as tf.Tensor, taps.predict(reconstruction) as tf.Tensor);
      const expected = tf.mul(tf.sum(tf.reshape(tf.square(gap), [3, -1]), 1), 0.5).dataSync();
      return expected.every((value, index) => Math.abs(value - given[index]!) < 1e-4 * value) ? [name] : [];
    });
  });
  model.dispose();
  return found;
}

describe('the layer that reconstructions are compared in', () => {
  it.each<[string, Options, string]>([
    ['the last convolution', image, 'discriminator-down-2-activation'],
    ['the last hidden layer, without convolutions', row, 'discriminator-features'],
    [
      'the last convolution, where nothing follows',
      { ...image, discriminatorHidden: [] },
      'discriminator-features',
    ],
    [
      'the one of a name',
      { ...image, featureLayer: 'discriminator-down-1-activation' },
      'discriminator-down-1-activation',
    ],
  ])('is %s', (_which, options, layer) => {
    expect(layersComparedIn(options)).toContain(layer);
  });

  it('has as many channels as the options ask for, by default half of those of the encoder', () => {
    const channels = (options: Options) => {
      const model = vaeGan(options);
      const shape = model.networks.discriminator.getLayer('discriminator-down-2').outputShape as number[];
      model.dispose();
      return shape.at(-1);
    };
    expect([channels(image), channels({ ...image, discriminatorFilters: [2, 9] })]).toEqual([3, 9]);
  });

  it.each<[string, Options, string]>([
    ['of another name', { ...row, featureLayer: 'nowhere' }, "no layer 'nowhere'"],
    ['where nothing is hidden', { ...row, discriminatorHidden: [] }, 'featureLayer is left out'],
  ])('is named where it is not there: %s', (_which, options, message) => {
    expect(() => vaeGan(options)).toThrow(OptionError);
    expect(() => vaeGan(options)).toThrow(message);
    expect(() => vaeGan(options)).toThrow('discriminator-logit');
  });
});

describe("networks of the caller's own", () => {
  it('are used', () => {
    const own = discriminator({ inputShape: [6], hidden: [3], name: 'judge' });
    const model = vaeGan({ ...row, discriminator: own });
    expect(model.networks.discriminator).toBe(own);
    const figures = tf.tidy(() => model.figures({ x: tf.ones([2, 6]) }, context).featureError!.dataSync());
    expect(figures[0]).toBeGreaterThan(0);
    model.dispose();
  });

  it.each<[string, Partial<Options>, RegExp]>([
    [
      'a discriminator of other inputs',
      { discriminator: discriminator({ inputShape: [5], hidden: [3] }) },
      /'discriminator' takes \[5\], it must take \[6\]/,
    ],
    [
      'an encoder without a log-variance',
      { encoder: denseEncoder({ inputShape: [6], latentDim: 2 }) },
      /'encoder' gives \[2\], it must give \[2\] and \[2\]/,
    ],
  ])('that do not fit are named: %s', (_which, options, message) => {
    expect(() => vaeGan({ ...row, ...options })).toThrow(ShapeError);
    expect(() => vaeGan({ ...row, ...options })).toThrow(message);
  });
});

it.each<[Record<string, unknown>, RegExp]>([
  [{ gamma: -1 }, /gamma is -1/],
  [{ featureVariance: 0 }, /featureVariance is 0/],
  [{ pixelWeight: -1 }, /pixelWeight is -1/],
  [{ adversarialLoss: 'minimax' }, /adversarialLoss is "minimax"/],
  [{ adversarialLoss: 'hinge', labelSmoothing: 0.1 }, /no target to smooth/],
])('refuses %j', (options, message) => {
  expect(() => vaeGan({ inputShape: [6], ...options })).toThrow(OptionError);
  expect(() => vaeGan({ inputShape: [6], ...options })).toThrow(message);
});
