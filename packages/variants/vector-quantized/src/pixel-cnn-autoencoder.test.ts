import { useBackend } from '@autoencoders/core';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { pixelCnn } from '@autoencoders/layers';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { pixelCnnAutoencoder, randomSource } from './index.js';
import { allMaps, expectFrequencies } from './testing/exact-maps.js';

type Options = Parameters<typeof pixelCnnAutoencoder>[0];

/** Images of 2 x 2 pixels, told far apart. */
function small(options: Partial<Options> = {}) {
  const model = pixelCnnAutoencoder({
    inputShape: [2, 2, 1],
    latentDim: 2,
    hidden: [5],
    told: 3,
    pixelFilters: 4,
    pixelLayers: 1,
    firstKernelSize: 3,
    ...options,
  });
  tf.tidy(() => {
    const { pixels } = model.networks;
    pixels.setWeights(pixels.getWeights().map((weight) => tf.mul(weight, 2)));
  });
  return model;
}

describe.each([
  ['cpu', 60],
  ['wasm', 2000],
] as const)('on %s', (engine, many) => {
  beforeAll(async () => {
    await useBackend(engine);
  });

  it.each([2, 3])('of %i levels, all images given a code sum to 1, and samples are as frequent', (levels) => {
    const model = small({ levels });
    const maps = allMaps(4, levels);
    const code = [0.4, -1.1];
    const probabilities = tf.tidy(() => {
      const x = tf.tensor(
        maps.flat().map((value) => value / (levels - 1)),
        [maps.length, 2, 2, 1],
      );
      const z = tf.tile(tf.tensor2d([code]), [maps.length, 1]);
      return [...tf.exp(tf.neg(model.negativeLogLikelihood(x, z))).dataSync()];
    });
    expectAllClose([probabilities.reduce((a, b) => a + b)], [1], { absolute: 1e-5 });
    const drawn = tf.tidy(() => {
      const z = tf.tile(tf.tensor2d([code]), [many, 1]);
      return tf.round(tf.mul(model.sample(z, { random: randomSource(2) }), levels - 1)).dataSync();
    });
    expectFrequencies(drawn, maps, probabilities);
    model.dispose();
  });
});

describe('its verbs', () => {
  beforeAll(() => useBackend('wasm'));

  it('decode to the most probable pixel at each place, one code by itself as among others', async () => {
    const model = small({ levels: 3 });
    await expectNoLeak(() => {
      const z = tf.tensor2d([
        [1.5, -0.3],
        [-2, 0.7],
        [0.1, 0.2],
      ]);
      const [all, again] = [model.decode(z), model.decode(z)];
      expect([...all.dataSync()]).toEqual([...again.dataSync()]);
      for (const value of all.dataSync()) expect([0, 0.5, 1]).toContain(value);
      const alone = tf.tidy(() => [...model.decode(tf.slice(z, 1, 1)).dataSync()]);
      expect(alone).toEqual([...all.dataSync()].slice(4, 8));
      const frozen = tf.tidy(() => [
        ...model.sample(z, { random: randomSource(5), temperature: 0 }).dataSync(),
      ]);
      expect(frozen).toEqual([...all.dataSync()]);
      tf.dispose([z, all, again]);
    });
    model.dispose();
  });

  it('give the two sides of the bound: that of a draw is the likelihood given it', () => {
    const model = small();
    tf.tidy(() => {
      const x = tf.tensor([0, 1, 1, 0, 1, 1, 0, 0], [2, 2, 2, 1]);
      const random = randomSource(4);
      const context = { step: 0, epoch: 0, training: false, random };
      const { mean, logVariance } = model.posterior(x);
      const noise = random.normal('posterior', [2, 2]);
      const z = tf.add(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), noise));
      const found = model.figures({ x }, context);
      expectAllClose(found.reconstruction!.dataSync(), model.negativeLogLikelihood(x, z).dataSync());
      const [m, v] = [mean.dataSync(), logVariance.dataSync()];
      const kl = [0, 1].map((row) =>
        [0, 1].reduce((sum, k) => {
          const at = 2 * row + k;
          return sum + 0.5 * (m[at]! ** 2 + Math.exp(v[at]!) - 1 - v[at]!);
        }, 0),
      );
      expectAllClose(found.kl!.dataSync(), kl, { absolute: 1e-5 });
      const { loss } = small({ beta: 3 }).phases[0]!.loss({ x }, context);
      const mean3 = found.reconstruction!.dataSync().map((cost, row) => cost + 3 * kl[row]!);
      expectAllClose(loss.dataSync(), [(mean3[0]! + mean3[1]!) / 2]);
    });
    model.dispose();
  });

  it('bound the likelihood of an image from below, and weighted draws come near it', () => {
    const model = small();
    tf.tidy(() => {
      const image = [0, 1, 1, 0];
      const draws = 2000;
      const repeated = (count: number) => tf.tile(tf.tensor(image, [1, 2, 2, 1]), [count, 1, 1, 1]);
      // By quadrature over both dimensions of the code.
      const ticks = Array.from({ length: 41 }, (_, i) => (i - 20) * 0.2);
      const grid = tf.tensor2d(ticks.flatMap((a) => ticks.map((b) => [a, b])));
      const density = tf.div(tf.exp(tf.mul(tf.sum(tf.square(grid), 1), -0.5)), 2 * Math.PI);
      const likelihood = tf.exp(tf.neg(model.negativeLogLikelihood(repeated(grid.shape[0]), grid)));
      const marginal = Math.log(tf.sum(tf.mul(density, likelihood)).dataSync()[0]! * 0.2 ** 2);
      const x = repeated(draws);
      const noise = randomSource(1).normal('noise', [draws, 2]);
      const { mean, logVariance } = model.posterior(x);
      const z = tf.add(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), noise));
      const log = (at: tf.Tensor, m: tf.Tensor | number, v: tf.Tensor | number) =>
        tf.mul(tf.sum(tf.add(v, tf.div(tf.square(tf.sub(at, m)), tf.exp(v))), 1), -0.5);
      const weights = tf.add(
        tf.neg(model.negativeLogLikelihood(x, z)),
        tf.sub(log(z, 0, tf.zerosLike(z)), log(z, mean, logVariance)),
      );
      const weighted = tf.sub(tf.logSumExp(weights), Math.log(draws)).dataSync()[0]!;
      expect(Math.abs(weighted - marginal)).toBeLessThan(0.1);
      const context = { step: 0, epoch: 0, training: false, random: randomSource(2) };
      const bound = -tf.mean(model.figures({ x }, context).negativeElbo!).dataSync()[0]!;
      expect(bound).toBeLessThan(marginal);
    });
    model.dispose();
  });
});

it('rounds pixels to levels: what lies between counts as the nearest', () => {
  const model = small({ levels: 3 });
  tf.tidy(() => {
    const z = tf.zeros([2, 2]);
    const near = model.negativeLogLikelihood(
      tf.tensor([0.2, 0.3, 0.74, 0.76, 0, 0.5, 0.5, 1], [2, 2, 2, 1]),
      z,
    );
    const [first, second] = near.dataSync();
    expect(first).toBe(second);
  });
  model.dispose();
});

it.each<[Partial<Options>, RegExp, typeof OptionError | typeof ShapeError]>([
  [{ inputShape: [4, 4, 3] }, /one channel/, OptionError],
  [{ inputShape: [16] }, /inputShape/, OptionError],
  [{ levels: 1 }, /levels is 1/, OptionError],
  [{ kernelSize: 2 }, /kernelSize is 2/, OptionError],
  [
    { pixels: pixelCnn({ mapShape: [2, 2], categories: 2 }) },
    /'pixels' takes \[2, 2, 1\] and gives/,
    ShapeError,
  ],
])('refuses %#', (options, message, type) => {
  expect(() => small(options)).toThrow(type);
  expect(() => small(options)).toThrow(message);
});
