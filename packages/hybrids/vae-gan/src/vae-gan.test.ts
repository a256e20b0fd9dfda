import { randomSource } from '@autoencoders/backend';
import { useBackend } from '@autoencoders/core';
import { expectAllClose } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, it } from 'vitest';
import { vaeGan } from './index.js';
import { numbers, termsByHand } from './testing/by-hand.js';

beforeAll(() => useBackend('cpu'));

type Options = Parameters<typeof vaeGan>[0];
type PhaseName = 'encoder' | 'decoder' | 'discriminator';

const inputs = [
  [0.25, 0.9],
  [0.8, 0.1],
  [0.5, 0.6],
];
const context = { step: 3, epoch: 0, training: true, random: randomSource(11, 3) };
const draws = (purpose: string) => tf.tidy(() => context.random.normal(purpose, [3, 1]).dataSync());
const expected = () => termsByHand(inputs, draws('posterior'), draws('prior'));

/** Two pixels, one latent dimension, two features, weights set by hand; the options are the paper's. */
function byHand(options: Partial<Options> = {}) {
  const model = vaeGan({
    inputShape: [2],
    latentDim: 1,
    hidden: [],
    discriminatorHidden: [2],
    featureVariance: 1,
    adversarialLoss: 'saturating',
    ...options,
  });
  tf.tidy(() => {
    const column = (values: readonly number[]) => tf.tensor2d([...values], [2, 1]);
    model.networks.encoder.setWeights([
      column(numbers.meanKernel),
      tf.tensor1d([numbers.meanBias]),
      column(numbers.logVarianceKernel),
      tf.tensor1d([numbers.logVarianceBias]),
    ]);
    model.networks.decoder.setWeights([tf.tensor2d([[...numbers.out]]), tf.tensor1d([...numbers.outBias])]);
    model.networks.discriminator.setWeights([
      tf.tensor2d(numbers.features.map((row) => [...row])),
      tf.tensor1d([...numbers.featureBias]),
      column(numbers.logit),
      tf.tensor1d([numbers.logitBias]),
    ]);
  });
  return model;
}

/** The terms of the three losses on the inputs. */
function terms(options: Partial<Options> = {}): Record<PhaseName, Record<string, number>> {
  const model = byHand(options);
  const found = tf.tidy(() => {
    const x = tf.tensor2d(inputs);
    return model.phases.map(({ name, loss }) => [
      name,
      Object.fromEntries(
        Object.entries(loss({ x }, context)).map(([term, value]) => [term, value.dataSync()[0]!]),
      ),
    ]);
  });
  model.dispose();
  return Object.fromEntries(found);
}

describe("the paper's losses, worked by hand in double precision", () => {
  it('give the encoder L_prior + L_llike, the decoder γ L_llike - L_GAN, the discriminator L_GAN', () => {
    const { encoder, decoder, discriminator } = terms({ gamma: 0.3 });
    const { kl, featureError, logReal, logCaught } = expected();
    expectAllClose(
      [encoder.kl!, encoder.featureError!, encoder.loss!],
      [kl, featureError, kl + featureError],
    );
    // L_GAN without log Dis(x), which does not depend on the decoder.
    expectAllClose(
      [decoder.featureError!, decoder.adversarial!, decoder.loss!],
      [featureError, logCaught, 0.3 * featureError + logCaught],
    );
    expectAllClose([discriminator.loss!], [-(logReal + logCaught)]);
  });

  it('give the decoder -log Dis of both kinds of fake examples where the game does not saturate', () => {
    const { decoder, discriminator } = terms({ adversarialLoss: 'nonSaturating' });
    const { featureError, logReal, logCaught, logFooled } = expected();
    expectAllClose([decoder.adversarial!, decoder.loss!], [-logFooled, featureError - logFooled]);
    expectAllClose([discriminator.loss!], [-(logReal + logCaught)]);
  });

  it('weigh the divergence, the variance of features and the pixels as the options say', () => {
    const { encoder, decoder } = terms({ beta: 3, featureVariance: 0.04, pixelWeight: 0.7, gamma: 2 });
    const { kl, featureError, pixelError, logCaught } = expected();
    const reconstruction = featureError / 0.04 + 0.7 * pixelError;
    expectAllClose([encoder.featureError!, encoder.pixelError!], [featureError / 0.04, pixelError]);
    expectAllClose([encoder.loss!, decoder.loss!], [3 * kl + reconstruction, 2 * reconstruction + logCaught]);
  });

  it('count fake examples of both kinds as one for a critic, which must not rise without end', () => {
    const model = byHand({ adversarialLoss: 'wasserstein' });
    const slope = tf.tidy(() => {
      const bias = model.networks.discriminator.trainableWeights.at(-1)!.read() as tf.Variable;
      const { grads } = tf.variableGrads(
        () => model.phases[2]!.loss({ x: tf.tensor2d(inputs) }, context).loss,
        [bias],
      );
      return grads[bias.name]!.dataSync()[0]!;
    });
    expectAllClose([slope], [0], { absolute: 1e-6 });
    model.dispose();
  });

  it('are those of each example among the figures', () => {
    const model = byHand();
    const { rows } = expected();
    tf.tidy(() => {
      const figures = model.figures({ x: tf.tensor2d(inputs) }, context);
      for (const name of ['kl', 'featureError', 'squaredError'] as const) {
        expectAllClose(
          figures[name]!.dataSync(),
          rows.map((row) => row[name]),
        );
      }
    });
    model.dispose();
  });
});

it('sees a collapse by its samples alone, whatever reconstructions are like', () => {
  const model = byHand();
  const diversity = tf.tidy(() => {
    const x = tf.tensor2d(inputs);
    const samples = tf.sigmoid(
      tf.add(tf.mul(context.random.normal('prior', [3, 1]), tf.tensor1d([...numbers.out])), numbers.outBias),
    );
    const spread = (values: tf.Tensor) => tf.sum(tf.moments(values, 0).variance).dataSync()[0]!;
    const found = model.phases[2]!.loss({ x }, context).diversity!.dataSync()[0]!;
    return [found, Math.sqrt(spread(samples) / spread(x))];
  });
  expectAllClose([diversity[0]!], [diversity[1]!]);
  model.dispose();
});
