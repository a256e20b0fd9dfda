import { type Callback, type FitOptions, fit, useBackend } from '@autoencoders/core';
import { gaussianRing } from '@autoencoders/data';
import { OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  type MockInstance,
  vi,
} from 'vitest';
import { type Collapse, collapseWarning } from './index.js';
import { pointGenerator } from './testing/point-generator.js';

let near: tf.Tensor;
/** Where a generator does not come in a few steps, or not at all. */
let far: tf.Tensor;
let warned: MockInstance<typeof console.warn>;

beforeAll(async () => {
  await useBackend('wasm');
  const { data } = await gaussianRing({ count: 256 });
  near = tf.tensor2d(data.values(Uint32Array.from({ length: 256 }, (_, row) => row)), [256, 2]);
  far = tf.add(near, 8);
});
afterAll(() => tf.dispose([near, far]));
beforeEach(() => {
  warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => warned.mockRestore());

/** Trains a small GAN; its history, and what it said of itself. */
async function train(
  x: tf.Tensor,
  options: Partial<Parameters<typeof pointGenerator>[0]>,
  more: Partial<FitOptions> = {},
) {
  const model = pointGenerator({ inputShape: [2], discriminatorHidden: [16], ...options });
  const { epochs } = await fit(model, x, { epochs: 4, batchSize: 32, ...more });
  model.dispose();
  return {
    terms: epochs.map(({ terms }) => terms),
    said: warned.mock.calls.map(([message]) => `${message}`),
  };
}

/** A discriminator that learns, a generator that hardly moves: on separable data it is soon never mistaken. */
const strong = { learningRate: { discriminator: 0.05, generator: 1e-6 } };
/** A generator of values in [0, 1] that are to be about 8: its last layer saturates. */
const saturated = { learningRate: { discriminator: 1e-4, generator: 0.3 } };

/** Listens in its caller's stead. */
function listener(options: Parameters<typeof collapseWarning>[0] = {}) {
  const heard: Collapse[] = [];
  const callback: Callback = collapseWarning({ ...options, onCollapse: (collapse) => heard.push(collapse) });
  return { heard, callback };
}

describe('a discriminator that is no longer mistaken', () => {
  it.each(['nonSaturating', 'hinge'] as const)('is told of once, %s', async (adversarialLoss) => {
    const { said, terms } = await train(far, { adversarialLoss }, strong);
    expect(terms.at(-1)!['discriminator/loss']).toBeLessThan(0.005);
    expect(said).toEqual([
      expect.stringMatching(/no longer mistaken: 'discriminator\/loss' was .* in epoch 2/),
    ]);
  });

  it('is told of though smoothed labels leave a loss, and the penalty of its slopes adds to it', async () => {
    const smooth = await train(far, { labelSmoothing: 0.1 }, { ...strong, epochs: 9 });
    expect(smooth.terms.at(-1)!['discriminator/loss']).toBeGreaterThan(0.325);
    expect(smooth.said).toHaveLength(1);
    const penalised = await train(
      far,
      { gradientPenalty: 'wasserstein', gradientPenaltyWeight: 0.1, adversarialLoss: 'hinge' },
      strong,
    );
    expect(Math.min(...penalised.terms.map((terms) => terms['discriminator/loss']!))).toBeGreaterThan(0.02);
    expect(penalised.said).toHaveLength(2);
  });

  it('is not looked for where the loss is a distance, which is to come to nothing', async () => {
    const still = { learningRate: { discriminator: 1e-6, generator: 1e-6 }, epochs: 6 };
    const { terms, said } = await train(near, { adversarialLoss: 'wasserstein' }, still);
    const least = Math.min(...terms.map((figures) => figures['discriminator/loss']!));
    expect(least).toBeGreaterThan(0);
    expect(least).toBeLessThan(0.02);
    expect(said).toEqual([]);
  });
});

describe('samples that are nearly all the same', () => {
  it.each(['nonSaturating', 'hinge', 'wasserstein'] as const)(
    'are told of once, %s',
    async (adversarialLoss) => {
      const { terms, said } = await train(far, { bounded: true, adversarialLoss }, saturated);
      expect(terms.at(-1)!['discriminator/diversity']).toBeLessThan(0.001);
      expect(said).toEqual([expect.stringContaining("nearly all the same: 'discriminator/diversity' was ")]);
    },
  );
});

it('says nothing of a training that goes well', async () => {
  const { said } = await train(near, {});
  expect(said).toEqual([]);
});

describe("the caller's own warning", () => {
  it("takes the place of the model's, and has both kinds in code", async () => {
    const discriminator = listener();
    await train(far, {}, { ...strong, callbacks: [discriminator.callback] });
    const samples = listener();
    await train(far, { bounded: true }, { ...saturated, callbacks: [samples.callback] });
    expect(warned).not.toHaveBeenCalled();
    expect(discriminator.heard).toEqual([
      {
        kind: 'discriminator',
        term: 'discriminator/loss',
        value: expect.closeTo(0.016, 2),
        epoch: 2,
        message: expect.stringContaining('no longer mistaken'),
      },
    ]);
    expect(samples.heard).toEqual([expect.objectContaining({ kind: 'samples', epoch: 2 })]);
  });

  it("is told again in another training; in one without it, the model's speaks", async () => {
    const { heard, callback } = listener();
    for (let time = 0; time < 2; time++) await train(far, {}, { ...strong, callbacks: [callback] });
    expect(heard).toHaveLength(2);
    expect((await train(far, {}, strong)).said).toHaveLength(1);
    expect(heard).toHaveLength(2);
  });

  it('has its own thresholds, phases and game', async () => {
    const [strict, elsewhere, distance] = [
      listener({ loss: 10, diversity: 10 }),
      listener({ phases: ['generator'] }),
      listener({ game: { adversarialLoss: 'wasserstein', labelSmoothing: 0, gradientPenaltyWeight: 0 } }),
    ];
    const callbacks = [strict, elsewhere, distance].map(({ callback }) => callback);
    await train(far, {}, { ...strong, callbacks });
    expect(strict.heard.map(({ kind, epoch }) => [kind, epoch])).toEqual([
      ['discriminator', 1],
      ['samples', 1],
    ]);
    expect([...elsewhere.heard, ...distance.heard]).toEqual([]);
    for (const options of [{ loss: -1 }, { diversity: Number.NaN }]) {
      expect(() => collapseWarning(options)).toThrow(OptionError);
    }
  });
});
