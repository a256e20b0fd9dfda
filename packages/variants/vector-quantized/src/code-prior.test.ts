import { fit, useBackend } from '@autoencoders/core';
import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { pixelCnn } from '@autoencoders/layers';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CodePriorOptions, codePrior, randomSource, vectorQuantizedAutoencoder } from './index.js';
import { allMaps, expectFrequencies } from './testing/exact-maps.js';

/** Codes of 2 x 2 places, of 2 vectors. */
const autoencoder = () =>
  vectorQuantizedAutoencoder({
    inputShape: [4, 4, 1],
    architecture: 'convolutional',
    filters: [3],
    codes: 2,
    codeDim: 2,
  });

/** A prior far from uniform. */
function lopsided(options: CodePriorOptions = {}) {
  const model = autoencoder();
  const prior = codePrior(model, { filters: 4, layers: 1, firstKernelSize: 3, embedding: 3, ...options });
  tf.tidy(() => {
    // Without a bias the first place would be even.
    const moved = prior.networks.prior!.getWeights().map((weight) => tf.add(tf.mul(weight, 2.5), 0.2));
    prior.networks.prior!.setWeights(moved);
  });
  return { model, prior, free: () => [prior, model].map((each) => each.dispose()) };
}

const maps = allMaps(4, 2);
const allIndices = () => tf.tensor3d(maps.flat(), [16, 2, 2], 'int32');

describe.each([
  ['cpu', 60],
  ['wasm', 2000],
] as const)('on %s', (engine, many) => {
  beforeAll(async () => {
    await useBackend(engine);
  });

  it('probabilities of all maps sum to 1, and samples are as frequent as these', async () => {
    const { prior, free } = lopsided();
    await expectNoLeak(() => {
      const indices = allIndices();
      const likelihoods = prior.logLikelihood(indices);
      expect(likelihoods.shape).toEqual([16]);
      const probabilities = [...likelihoods.dataSync()].map(Math.exp);
      expectAllClose([probabilities.reduce((a, b) => a + b)], [1], { absolute: 1e-6 });
      expect(Math.max(...probabilities)).toBeGreaterThan(3 * Math.min(...probabilities));
      const drawn = prior.sampleIndices(many, { random: randomSource(3) });
      expect([drawn.dtype, drawn.shape]).toEqual(['int32', [many, 2, 2]]);
      expectFrequencies(drawn.dataSync(), maps, probabilities);
      tf.dispose([indices, likelihoods, drawn]);
    });
    free();
  });

  it('a temperature makes maps more alike, and 0 takes the most probable code at each place', () => {
    const { prior, free } = lopsided();
    const drawn = (temperature: number) =>
      tf.tidy(() => {
        const indices = prior.sampleIndices(60, { random: randomSource(1), temperature });
        return Array.from({ length: 60 }, (_, at) => [...tf.slice(indices, at, 1).dataSync()].join());
      });
    const kinds = [2, 0.3, 0].map((temperature) => new Set(drawn(temperature)).size);
    expect(kinds[0]).toBeGreaterThanOrEqual(kinds[1]!);
    expect(kinds[2]).toBe(1);
    // Place by place from the probabilities of whole maps.
    const probabilities = tf.tidy(() => [...tf.exp(prior.logLikelihood(allIndices())).dataSync()]);
    const share = (start: number[]) =>
      maps.reduce(
        (sum, map, at) => (start.every((v, i) => map[i] === v) ? sum + probabilities[at]! : sum),
        0,
      );
    const greedy: number[] = [];
    for (let place = 0; place < 4; place++)
      greedy.push(share([...greedy, 1]) > share([...greedy, 0]) ? 1 : 0);
    expect(drawn(0)[0]).toBe(greedy.join());
    free();
  });

  it('is conditional on classes, and on none of them', () => {
    const { prior, free } = lopsided({ classes: 3 });
    const probabilities = (label: number) =>
      tf.tidy(() => [
        ...tf.exp(prior.logLikelihood(allIndices(), tf.fill([16], label, 'int32') as tf.Tensor1D)).dataSync(),
      ]);
    const found = [-1, 0, 1, 2].map(probabilities);
    for (const each of found) expectAllClose([each.reduce((a, b) => a + b)], [1], { absolute: 1e-6 });
    expect(new Set(found.map(([first]) => first)).size).toBe(4);
    const drawn = tf.tidy(() => prior.sampleIndices(many, { random: randomSource(3), label: 1 }).dataSync());
    expectFrequencies(drawn, maps, found[2]!);
    free();
  });
});

describe('a prior', () => {
  beforeAll(() => useBackend('wasm'));

  it('learns how codes hang together, to near their entropy', async () => {
    const model = autoencoder();
    const prior = codePrior(model, { filters: 8, layers: 1, firstKernelSize: 3, embedding: 4, seed: 1 });
    const x = tf.tensor(testValues(64 * 16, 0, 1), [64, 4, 4, 1]);
    await fit(model, x, { epochs: 3, batchSize: 32, seed: 1 });
    const indices = model.encodeIndices(x);
    const counts = new Map<string, number>();
    const values = [...indices.dataSync()];
    for (let at = 0; at < 64; at++) {
      const key = values.slice(4 * at, 4 * at + 4).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const entropy = [...counts.values()].reduce((sum, count) => sum - (count / 64) * Math.log(count / 64), 0);
    const history = await fit(prior, x, { epochs: 40, batchSize: 32, seed: 1, learningRate: 0.02 });
    const { loss, bitsPerCode } = {
      loss: history.epochs.at(-1)!.terms['prior/loss']!,
      bitsPerCode: history.epochs.at(-1)!.terms['prior/bitsPerCode']!,
    };
    expect(entropy).toBeGreaterThan(0.3);
    // No model can be better on average, and this one sees all there is to see.
    expect(loss).toBeGreaterThan(entropy - 1e-3);
    expect(loss).toBeLessThan(entropy + 0.1);
    expect(bitsPerCode).toBeCloseTo(loss / (4 * Math.LN2), 5);
    tf.dispose([x, indices]);
    for (const each of [prior, model]) each.dispose();
  });

  it('samples images: those of the indices that it draws with the same seed', async () => {
    const { model, prior, free } = lopsided();
    await expectNoLeak(() => {
      const random = randomSource(9);
      const [sampled, indices] = [prior.sample(5, { random }), prior.sampleIndices(5, { random })];
      expect(sampled.shape).toEqual([5, 4, 4, 1]);
      const decoded = model.decodeIndices(indices);
      expect([...sampled.dataSync()]).toEqual([...decoded.dataSync()]);
      tf.dispose([sampled, indices, decoded]);
    });
    free();
  });

  it('takes a network of the caller, if it fits', () => {
    const model = autoencoder();
    const own = (categories: number) =>
      pixelCnn({ mapShape: [2, 2], categories, embedding: 2, filters: 3, layers: 0, firstKernelSize: 3 });
    const fits = own(2);
    const prior = codePrior(model, { prior: fits });
    expect(prior.networks.prior).toBe(fits);
    expect(() => codePrior(model, { prior: own(3) })).toThrow(ShapeError);
    for (const each of [prior, model]) each.dispose();
  });

  it.each<[CodePriorOptions, string]>([
    [{ filters: 0 }, 'filters is 0'],
    [{ kernelSize: 4 }, 'kernelSize is 4'],
    [{ firstKernelSize: 1 }, 'firstKernelSize is 1'],
    [{ classes: 1 }, 'classes is 1'],
    [{ width: 3 } as CodePriorOptions, 'width'],
  ])('refuses %j', (options, message) => {
    const model = autoencoder();
    expect(() => codePrior(model, options)).toThrow(OptionError);
    expect(() => codePrior(model, options)).toThrow(message);
    model.dispose();
  });

  it('refuses what it cannot judge or sample, and leaves no tensor', async () => {
    const { prior, free } = lopsided();
    const told = lopsided({ classes: 3 });
    await expectNoLeak(() => {
      const indices = allIndices();
      const large = tf.fill([1, 2, 2], 2, 'int32');
      const floats = tf.zeros([1, 2, 2]);
      const labels = tf.fill([16], 3, 'int32') as tf.Tensor1D;
      expect(() => prior.logLikelihood(large)).toThrow(DataError);
      expect(() => prior.logLikelihood(floats)).toThrow(DataError);
      expect(() => prior.logLikelihood(labels)).toThrow(ShapeError);
      expect(() => told.prior.logLikelihood(indices)).toThrow(/there are no labels/);
      expect(() => told.prior.logLikelihood(indices, labels)).toThrow(/labels hold 3/);
      expect(() => prior.sampleIndices(0)).toThrow(OptionError);
      expect(() => prior.sampleIndices(1, { temperature: -1 })).toThrow(OptionError);
      expect(() => prior.sampleIndices(1, { label: 1 })).toThrow(OptionError);
      expect(() => told.prior.sampleIndices(1, { label: 3 })).toThrow(DataError);
      tf.dispose([indices, large, floats, labels]);
    });
    free();
    told.free();
  });
});
