import { randomSource } from '@autoencoders/backend';
import { type Autoencoder, fit, type StepContext, useBackend, variablesOf } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import { discriminator } from '@autoencoders/layers';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AdversarialSettings, adversarialOptions, adversary } from './index.js';
import { uniformAutoencoder } from './testing/uniform-autoencoder.js';

beforeAll(() => useBackend('wasm'));

const step: StepContext = { step: 0, epoch: 0, training: true, random: randomSource(5) };
const outside: StepContext = { ...step, training: false };
const settingsOf = (options: Partial<AdversarialSettings> = {}) => adversarialOptions.parse(options);

/** The discriminator `D(x) = 2x - 1`. */
function line(): tf.LayersModel {
  const input = tf.input({ shape: [1] });
  const layer = tf.layers.dense({ units: 1 });
  const network = tf.model({ inputs: input, outputs: layer.apply(input) as tf.SymbolicTensor });
  tf.tidy(() => layer.setWeights([tf.tensor2d([[2]]), tf.tensor1d([-1])]));
  return network;
}

const softplus = (x: number) => Math.log(1 + Math.exp(x));

describe('by hand, of logits 1 and 3 for real examples, -1 and 0 for fake ones', () => {
  const shown = () => ({ real: [tf.tensor2d([[1], [2]])], fake: [tf.tensor2d([[0], [0.5]])] });

  /** The terms of the phase, of examples that differ by 1/4 and 1/16 in their variances. */
  function terms(options: Partial<AdversarialSettings>, more: object = {}): Record<string, number> {
    const network = line();
    const { phase } = adversary({ network, settings: settingsOf(options), ...more });
    const found = tf.tidy(() => {
      const computed = phase(shown).loss({ x: tf.zeros([2, 1]) }, step);
      return Object.fromEntries(Object.entries(computed).map(([name, term]) => [name, term.dataSync()[0]!]));
    });
    network.dispose();
    return found;
  }

  const ofReal = (softplus(-1) + softplus(-3)) / 2;
  const ofFake = (softplus(-1) + softplus(0)) / 2;

  it.each([
    ['nonSaturating', {}, ofReal + ofFake],
    ['saturating', {}, ofReal + ofFake],
    // ((1 - 1)² + (3 - 1)²) / 4 + (1 + 0) / 4
    ['leastSquares', {}, 1.25],
    ['hinge', {}, 0.5],
    ['wasserstein', {}, -2.5],
    ['nonSaturating', { labelSmoothing: 0.1 }, ofReal + ofFake + 0.1 * 2],
    ['leastSquares', { labelSmoothing: 0.5 }, (0.25 + 6.25) / 4 + 0.25],
  ] as const)('the loss %s of the discriminator, with %j', (adversarialLoss, options, expected) => {
    const found = terms({ adversarialLoss, ...options });
    expectAllClose([found.loss!], [expected]);
    expect(Object.keys(found)).toEqual(['loss', 'diversity']);
    expectAllClose([found.diversity!], [0.5]);
  });

  it('fake examples count by their weight', () => {
    expectAllClose([terms({}, { fakeWeight: 2 }).loss!], [ofReal + 2 * ofFake]);
  });

  it.each([
    // Slopes are 2 everywhere: (2 - 1)² and 2² / 2.
    ['wasserstein', 1],
    ['r1', 2],
  ] as const)(
    'the gradient penalty %s is weighed in the loss and logged as it is',
    (gradientPenalty, penalty) => {
      const found = terms({ gradientPenalty, gradientPenaltyWeight: 3 });
      expectAllClose([found.gradientPenalty!], [penalty]);
      expectAllClose([found.loss!], [ofReal + ofFake + 3 * penalty]);
      expect(Object.keys(terms({ gradientPenalty, gradientPenaltyWeight: 0 }))).toEqual([
        'loss',
        'diversity',
      ]);
    },
  );

  it.each([
    ['nonSaturating', (softplus(1) + softplus(0)) / 2, (softplus(1) + softplus(3)) / 2],
    ['saturating', -(softplus(-1) + softplus(0)) / 2, -(softplus(-1) + softplus(-3)) / 2],
    ['leastSquares', (4 + 1) / 4, (1 + 9) / 4],
    ['hinge', 0.5, 2],
    ['wasserstein', 0.5, 2],
  ] as const)(
    'the loss %s of who plays against it, of one side and of both',
    (adversarialLoss, fake, both) => {
      const network = line();
      const { loss } = adversary({ network, settings: settingsOf({ adversarialLoss }) });
      tf.tidy(() => {
        expectAllClose(loss(shown(), step).dataSync(), [fake]);
        expectAllClose(loss(shown(), step, { bothSides: true }).dataSync(), [fake + both]);
      });
      network.dispose();
    },
  );

  it('logits are those of the inputs as they are', async () => {
    const network = line();
    const { logits } = adversary({ network, settings: settingsOf({ instanceNoise: 5 }) });
    const x = tf.tensor2d([[1], [2]]);
    await expectNoLeak(() => {
      const found = logits([x]);
      expect(found.shape).toEqual([2, 1]);
      expect([...found.dataSync()]).toEqual([1, 3]);
      found.dispose();
    });
    tf.dispose(x);
    network.dispose();
  });
});

describe('instance noise', () => {
  it('is on all that is seen in training, and nowhere else', () => {
    const network = line();
    const settings = settingsOf({
      adversarialLoss: 'wasserstein',
      instanceNoise: 0.5,
      instanceNoiseSteps: 10,
    });
    const { phase, loss } = adversary({ network, settings, name: 'critic' });
    tf.tidy(() => {
      const shown = { real: [tf.zeros([4, 1])], fake: [tf.ones([4, 1])] };
      const at = (context: StepContext) => ({
        critic: phase(() => shown)
          .loss({ x: shown.real[0]! }, context)
          .loss.dataSync()[0]!,
        generator: loss(shown, context).dataSync()[0]!,
      });
      const mean = (kind: string, now: number) =>
        tf.mean(randomSource(5, now).normal(`instanceNoise/critic/${kind}/0`, [4, 1])).dataSync()[0]!;
      // Logits of 1 and -1, moved by twice the noise.
      for (const [now, deviation] of [
        [0, 0.5],
        [4, 0.3],
      ] as const) {
        const found = at({ ...step, step: now, random: randomSource(5, now) });
        const [real, fake] = [2 * deviation * mean('real', now), 2 * deviation * mean('fake', now)];
        expectAllClose([found.critic, found.generator], [2 + fake - real, -1 - fake], { absolute: 1e-5 });
      }
      for (const context of [outside, { ...step, step: 10 }]) {
        expectAllClose(Object.values(at(context)), [2, -1]);
      }
    });
    network.dispose();
  });
});

describe('the phase', () => {
  it('has a name, the variables of the network, and repeats', () => {
    const network = discriminator({ inputShape: [2], hidden: [3] });
    const shown = () => ({ real: [], fake: [] });
    const plain = adversary({ network, settings: settingsOf() }).phase(shown);
    expect(plain).toMatchObject({ name: 'discriminator', variables: variablesOf(network) });
    expect(plain).not.toHaveProperty('repeat');
    const settings = settingsOf({ discriminatorSteps: 5 });
    expect(adversary({ network, settings, name: 'critic' }).phase(shown)).toMatchObject({
      name: 'critic',
      repeat: 5,
    });
    network.dispose();
  });

  it('moves the discriminator alone, as often as it repeats', async () => {
    const x = tf.tensor2d(testValues(6 * 40), [40, 6]);
    const trained = async (discriminatorSteps: number) => {
      const model = uniformAutoencoder({ inputShape: [6], discriminatorSteps });
      const weights = () =>
        Object.entries(model.networks).map(
          ([role, network]) => [role, network.getWeights().map((weight) => [...weight.dataSync()])] as const,
        );
      const before = weights();
      const alone: Autoencoder = {
        ...model,
        phases: model.phases.filter(({ name }) => name === 'discriminator'),
      };
      const { epochs } = await fit(alone, x, { epochs: 3, batchSize: 20, learningRate: 0.05 });
      const moved = weights().filter(([, values], at) => String(values) !== String(before[at]![1]));
      model.dispose();
      return { moved: moved.map(([role]) => role), loss: epochs.at(-1)!.terms['discriminator/loss']! };
    };
    const [once, often] = [await trained(1), await trained(8)];
    expect([once.moved, often.moved]).toEqual([['discriminator'], ['discriminator']]);
    expect(often.loss).toBeLessThan(once.loss);
    x.dispose();
  });

  it('shows how much the examples of another of its inputs differ', () => {
    const network = discriminator({ inputShape: [2], besideDim: 1, hidden: [3] });
    const { phase, loss, logits } = adversary({ network, settings: settingsOf(), diversityOf: 1 });
    tf.tidy(() => {
      const shown = {
        real: [tf.ones([2, 2]), tf.tensor2d([[0], [4]])],
        fake: [tf.zeros([2, 2]), tf.tensor2d([[1], [2]])],
      };
      expectAllClose(
        phase(() => shown)
          .loss({ x: tf.ones([2, 2]) }, step)
          .diversity!.dataSync(),
        [0.25],
      );
      const [first, second] = logits(shown.fake).dataSync();
      expectAllClose(loss(shown, outside).dataSync(), [(softplus(-first!) + softplus(-second!)) / 2]);
    });
    network.dispose();
  });
});

it('refuses label smoothing of a loss without labels', () => {
  const network = line();
  for (const adversarialLoss of ['hinge', 'wasserstein'] as const) {
    const settings = settingsOf({ adversarialLoss, labelSmoothing: 0.1 });
    expect(() => adversary({ network, settings })).toThrow(OptionError);
    expect(() => adversary({ network, settings })).toThrow(
      `adversarialLoss '${adversarialLoss}' has no target`,
    );
  }
  network.dispose();
});
