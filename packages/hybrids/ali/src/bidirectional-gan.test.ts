import { randomSource } from '@autoencoders/backend';
import { adam, fit, useBackend } from '@autoencoders/core';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { bidirectionalGan } from './index.js';
import { line, numbers, plane } from './testing/line.js';
import { rings } from './testing/rings.js';

beforeAll(() => useBackend('wasm'));

const context = { step: 0, epoch: 0, training: true, random: randomSource(3) };
const one = { inputShape: [1], latentDim: 1, hidden: [], outputActivation: 'linear' as const };

const sigmoid = (s: number) => 1 / (1 + Math.exp(-s));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The weights `[slope, offset]` of a line. */
function weightsOf(network: tf.LayersModel): readonly [number, number] {
  const [slope, offset] = network.getWeights().map((weight) => weight.dataSync()[0]!);
  return [slope!, offset!];
}

describe('the game, worked by hand', () => {
  // E(x) = 2x - 1, G(z) = 3z + 1, D(x, z) = σ(x/2 - z + 1/4).
  const toy = (options: object = {}) =>
    bidirectionalGan({
      ...one,
      encoder: line('encoder', [2, -1]),
      decoder: line('decoder', [3, 1]),
      discriminator: plane(0.5, -1, 0.25),
      ...options,
    });
  const x = [1, -2];
  const drawn = tf.tidy(() => [...randomSource(3).normal('prior', [2, 1]).dataSync()]);
  const ofReal = x.map((value) => 0.5 * value - (2 * value - 1) + 0.25);
  const ofFake = drawn.map((z) => 0.5 * (3 * z + 1) - z + 0.25);
  const value =
    mean(ofReal.map((s) => Math.log(sigmoid(s)))) + mean(ofFake.map((s) => Math.log(1 - sigmoid(s))));

  /** The terms of a phase, and the slopes of its loss by its variables in order. */
  function outcome(model: ReturnType<typeof toy>, phase: number, step = context) {
    return tf.tidy(() => {
      const batch = { x: tf.tensor2d(x, [2, 1]) };
      const { loss, variables } = model.phases[phase]!;
      const found = loss(batch, step);
      const terms = Object.fromEntries(
        Object.entries(found).map(([name, term]) => [name, term.dataSync()[0]!]),
      );
      const { grads } = tf.variableGrads(() => loss(batch, step).loss, [...variables]);
      return { terms, slopes: variables.flatMap(({ name }) => [...grads[name]!.dataSync()]) };
    });
  }

  it('the discriminator raises log D(x, E(x)) + log(1 - D(G(z), z))', () => {
    const model = toy();
    const { terms, slopes } = outcome(model, 0);
    expectAllClose([terms.loss!], [-value]);
    const byLogit = [...ofReal.map((s) => sigmoid(s) - 1), ...ofFake.map((s) => sigmoid(s))];
    const pairs = [...x.map((v) => [v, 2 * v - 1]), ...drawn.map((z) => [3 * z + 1, z])];
    const along = (weight: (pair: readonly number[]) => number) =>
      pairs.reduce((sum, pair, index) => sum + (byLogit[index]! * weight(pair)) / 2, 0);
    expectAllClose(slopes, [along(([a]) => a!), along(([, b]) => b!), along(() => 1)]);
    model.dispose();
  });

  it('encoder and generator lower the same value, where the loss is saturating', () => {
    const model = toy({ adversarialLoss: 'saturating' });
    expectAllClose([outcome(model, 1).terms.loss!], [value]);
    model.dispose();
  });

  it('or lower it with the roles exchanged, each by its own side', () => {
    const model = toy();
    const { terms, slopes } = outcome(model, 1);
    const exchanged =
      mean(ofReal.map((s) => Math.log(1 - sigmoid(s)))) + mean(ofFake.map((s) => Math.log(sigmoid(s))));
    expectAllClose([terms.loss!], [-exchanged]);
    // The logit falls by 1 with the code, and rises by 1/2 with the value.
    expectAllClose(slopes, [
      mean(ofReal.map((s, index) => -sigmoid(s) * x[index]!)),
      mean(ofReal.map((s) => -sigmoid(s))),
      mean(ofFake.map((s, index) => (sigmoid(s) - 1) * 0.5 * drawn[index]!)),
      mean(ofFake.map((s) => (sigmoid(s) - 1) * 0.5)),
    ]);
    model.dispose();
  });

  it('with a weight, the squared error of reconstructions comes to it', () => {
    const model = toy({ cycleWeight: 3 });
    const { terms } = outcome(model, 1);
    // G(E(x)) = 3 (2x - 1) + 1 = 6x - 2
    const errors = mean(x.map((v) => (6 * v - 2 - v) ** 2));
    expectAllClose([terms.cycle!, terms.loss!], [errors, terms.adversarial! + 3 * errors]);
    const validation = outcome(model, 1, { ...context, training: false });
    expectAllClose([validation.terms.squaredError!], [errors]);
    model.dispose();
  });

  it('tells what the discriminator thinks of a pair', () => {
    const model = toy();
    tf.tidy(() => {
      const logits = model.discriminate(tf.tensor2d([1, 2], [2, 1]), tf.tensor2d([0, 4], [2, 1]));
      expectAllClose(logits.dataSync(), [0.75, -2.75]);
      expect(() => model.discriminate(tf.zeros([2, 1]), tf.zeros([3, 1]))).toThrow(ShapeError);
    });
    model.dispose();
  });
});

it('makes of the encoder the inverse of the generator, and of that the data', async () => {
  const x = numbers(1000);
  const model = bidirectionalGan({
    ...one,
    seed: 3,
    discriminatorHidden: [32, 32],
    gradientPenalty: 'r1',
    gradientPenaltyWeight: 0.1,
  });
  const optimizer = adam({ beta1: 0.5 });
  await fit(model, x, { epochs: 30, batchSize: 100, learningRate: 1e-2, optimizer });
  const [slope, offset] = weightsOf(model.networks.decoder);
  const [back, shift] = weightsOf(model.networks.encoder);
  expectAllClose([Math.abs(slope), offset], [2, 1], { absolute: 0.3 });
  expectAllClose([back * slope, back * offset + shift], [1, 0], { absolute: 0.1 });
  x.dispose();
  model.dispose();
});

it('reconstructs images far better than chance, though no loss compares them', async () => {
  const x = rings(500);
  const model = bidirectionalGan({
    inputShape: [8, 8, 1],
    latentDim: 2,
    hidden: [64, 64],
    discriminatorHidden: [64, 64],
    gradientPenalty: 'r1',
    gradientPenaltyWeight: 1,
  });
  await fit(model, x, { epochs: 40, batchSize: 100, optimizer: adam({ beta1: 0.5 }) });
  const [error, chance] = tf.tidy(() => {
    const made = model.reconstruct(x);
    const others = tf.reverse(made, 0);
    const apart = (images: tf.Tensor) => tf.mean(tf.sum(tf.square(tf.sub(x, images)), [1, 2, 3]));
    return [apart(made).dataSync()[0]!, apart(others).dataSync()[0]!];
  });
  expect(error!).toBeLessThan(chance! / 3);
  x.dispose();
  model.dispose();
});

describe('options', () => {
  it('choose where codes lie', () => {
    const model = bidirectionalGan({ ...one, prior: 'uniform', codeActivation: 'tanh' });
    tf.tidy(() => {
      const z = model.samplePrior(1000, randomSource(1));
      const { mean: middle, variance } = tf.moments(z);
      expectAllClose([middle.dataSync()[0]!, variance.dataSync()[0]!], [0, 1 / 3], { absolute: 0.05 });
      expect(tf.max(tf.abs(z)).dataSync()[0]!).toBeLessThanOrEqual(1);
      expect(
        tf.max(tf.abs(model.encode(tf.tensor2d([100, -100], [2, 1])))).dataSync()[0]!,
      ).toBeLessThanOrEqual(1);
    });
    model.dispose();
  });

  it.each([
    ['sigmoid', 0, 1],
    ['tanh', -1, 1],
  ] as const)('say by the generator’s %s what the data must be', (outputActivation, minimum, maximum) => {
    const model = bidirectionalGan({ ...one, outputActivation });
    expect(model.domain).toMatchObject({ minimum, maximum });
    model.dispose();
  });

  it('make the networks of Donahue et al. 2017', () => {
    const model = bidirectionalGan({
      inputShape: [28, 28, 1],
      latentDim: 50,
      prior: 'uniform',
      hidden: [32, 32],
      discriminatorHidden: [32, 32],
      encoderActivation: 'leakyRelu',
      batchNormalization: true,
    });
    const layers = (network: tf.LayersModel) => network.layers.map((layer) => layer.getClassName());
    const count = (network: tf.LayersModel, name: string) =>
      layers(network).filter((other) => other === name).length;
    const { encoder, decoder, discriminator } = model.networks;
    expect(count(encoder, 'LeakyReLU')).toBe(2);
    expect(count(decoder, 'LeakyReLU')).toBe(0);
    expect(count(discriminator, 'LeakyReLU')).toBe(2);
    expect([encoder, decoder, discriminator].map((network) => count(network, 'BatchNormalization'))).toEqual([
      2, 2, 1,
    ]);
    expect(decoder.outputs[0]!.shape).toEqual([null, 28, 28, 1]);
    model.dispose();
  });

  it('that are wrong are named, and networks that do not fit', () => {
    expect(() => bidirectionalGan({ ...one, cycleWeight: -1 })).toThrow('cycleWeight');
    expect(() => bidirectionalGan({ ...one, labelSmoothing: 0.1, adversarialLoss: 'hinge' })).toThrow(
      OptionError,
    );
    const encoder = line('encoder', [1, 0], [1, 0]);
    expect(() => bidirectionalGan({ ...one, encoder })).toThrow(ShapeError);
    encoder.dispose();
    const discriminator = line('discriminator', [1, 0]);
    expect(() => bidirectionalGan({ ...one, discriminator })).toThrow(
      "the network 'discriminator' takes [1]",
    );
    discriminator.dispose();
  });
});
