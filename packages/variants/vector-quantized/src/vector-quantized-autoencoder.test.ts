import { randomSource } from '@autoencoders/backend';
import { fit, load, memoryStore, save, useBackend } from '@autoencoders/core';
import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { denseDecoder, denseEncoder } from '@autoencoders/layers';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { codebookUsage, vectorQuantizedAutoencoder } from './index.js';

type Options = Parameters<typeof vectorQuantizedAutoencoder>[0];

beforeAll(() => useBackend('wasm'));

const convolutional = (options: Partial<Options> = {}) =>
  vectorQuantizedAutoencoder({
    inputShape: [6, 5, 1],
    architecture: 'convolutional',
    filters: [4],
    codes: 7,
    codeDim: 3,
    ...options,
  });
const images = (count = 8) => tf.tensor(testValues(count * 30, 0, 1), [count, 6, 5, 1]);

/** A model that has been trained for a moment, so that it uses several codes. */
async function trained(options: Partial<Options> = {}) {
  const model = convolutional(options);
  const x = images();
  await fit(model, x, { epochs: 2, batchSize: 4, seed: 2 });
  x.dispose();
  return model;
}

describe('codes as integers', () => {
  it('go there and back: indices decode to the reconstruction, codes are vectors of the codebook', async () => {
    const model = await trained();
    await expectNoLeak(() => {
      const x = images();
      const indices = model.encodeIndices(x);
      expect([indices.dtype, indices.shape, model.indexShape]).toEqual(['int32', [8, 3, 3], [3, 3]]);
      const [decoded, reconstruction] = [model.decodeIndices(indices), model.reconstruct(x)];
      expect([...decoded.dataSync()]).toEqual([...reconstruction.dataSync()]);
      const [z, book] = [model.encode(x), model.codebook()];
      expect([z.shape, book.shape]).toEqual([
        [8, 3, 3, 3],
        [7, 3],
      ]);
      const vectors = tf.tidy(() => [...tf.gather(book, tf.reshape(indices, [-1]).toInt()).dataSync()]);
      expect([...z.dataSync()]).toEqual(vectors);
      expect(new Set(indices.dataSync()).size).toBeGreaterThan(2);
      tf.dispose([x, indices, decoded, reconstruction, z, book]);
    });
    model.dispose();
  });

  it('of dense layers are one for each position, of a sequence one for each length left', () => {
    const dense = vectorQuantizedAutoencoder({ inputShape: [12], positions: 4, codes: 5, codeDim: 3 });
    expect([dense.latentShape, dense.indexShape, dense.codes]).toEqual([[4, 3], [4], 5]);
    const sequence = vectorQuantizedAutoencoder({
      inputShape: [9, 2],
      architecture: 'convolutional',
      codeDim: 3,
    });
    expect([sequence.latentShape, sequence.indexShape]).toEqual([[3, 3], [3]]);
    for (const model of [dense, sequence]) model.dispose();
  });

  it('are refused where they are none', async () => {
    const model = convolutional();
    await expectNoLeak(() => {
      const refused = (
        values: number[],
        shape: number[],
        dtype: 'int32' | 'float32',
        type: object,
        message: string,
      ) => {
        const indices = tf.tensor(values, shape, dtype);
        expect(() => model.decodeIndices(indices)).toThrow(type as typeof DataError);
        expect(() => model.decodeIndices(indices)).toThrow(message);
        indices.dispose();
      };
      const nine = (value: number) => [...new Array(8).fill(0), value];
      refused(nine(7), [1, 3, 3], 'int32', DataError, 'indices hold 7: codes are 0 to 6');
      refused(nine(-1), [1, 3, 3], 'int32', DataError, 'indices hold -1');
      refused(nine(0.5), [1, 3, 3], 'float32', DataError, 'type float32');
      refused(nine(0), [1, 9], 'int32', ShapeError, '[1, 9]');
    });
    model.dispose();
  });
});

it('gives a bound with a constant divergence among its figures', () => {
  const model = convolutional();
  tf.tidy(() => {
    const x = images(4);
    const context = { step: 0, epoch: 0, training: false, random: randomSource(0) };
    const figures = model.figures({ x }, context);
    const values = (name: string) => [...figures[name]!.dataSync()];
    expectAllClose(values('kl'), new Array(4).fill(9 * Math.log(7)));
    const sum = values('reconstruction').map((cost) => cost + 9 * Math.log(7));
    expectAllClose(values('negativeElbo'), sum);
    const error = tf.sum(tf.square(tf.sub(x, model.reconstruct(x))), [1, 2, 3]).dataSync();
    expectAllClose(values('squaredError'), error);
  });
  model.dispose();
});

it('draws from its prior all codes alike', () => {
  const model = convolutional();
  tf.tidy(() => model.state.codebook!.assign(tf.tile(tf.reshape(tf.range(0, 7), [7, 1]), [1, 3])));
  const found = tf.tidy(() => [...model.samplePrior(400, randomSource(1)).dataSync()]);
  const counts = Array.from({ length: 7 }, (_, code) => found.filter((value) => value === code).length / 3);
  expect(counts.reduce((a, b) => a + b)).toBe(3600);
  // Four standard deviations of a binomial.
  for (const count of counts) expect(Math.abs(count - 3600 / 7)).toBeLessThan(4 * Math.sqrt(3600 / 7));
  model.dispose();
});

describe('codebookUsage', () => {
  it('counts codes over a dataset', async () => {
    const model = await trained();
    const x = images();
    const indices = tf.tidy(() => [...model.encodeIndices(x).dataSync()]);
    await expectNoLeak(async () => {
      const usage = await codebookUsage(model, x, { batchSize: 3 });
      const counts = Array.from({ length: 7 }, (_, code) => indices.filter((index) => index === code).length);
      expect([...usage.counts]).toEqual(counts);
      expect([usage.examples, usage.dead]).toEqual([
        8,
        [...counts.keys()].filter((code) => counts[code] === 0),
      ]);
      const shares = counts.map((count) => count / 72).filter((share) => share > 0);
      const entropy = -shares.reduce((sum, share) => sum + share * Math.log(share), 0);
      expectAllClose([usage.entropy, usage.perplexity], [entropy, Math.exp(entropy)]);
    });
    x.dispose();
    model.dispose();
  });

  it('refuses other data', async () => {
    const model = convolutional();
    const odd = tf.zeros([2, 5, 6, 1]);
    await expect(codebookUsage(model, odd)).rejects.toThrow(ShapeError);
    odd.dispose();
    model.dispose();
  });
});

it('shows what its codes draw, those most used first', () => {
  const model = convolutional();
  tf.tidy(() => {
    const counts = [1, 5, 2, 0, 9, 3, 4];
    model.state.counts!.assign(tf.tensor1d(counts));
    const [view] = model.views!;
    const { codes } = view!.rows(images(1), randomSource(0));
    expect(codes!.shape).toEqual([7, 6, 5, 1]);
    const first = model.decodeIndices(tf.fill([1, 3, 3], 4, 'int32'));
    expectAllClose(tf.slice(codes!, 0, 1).dataSync(), first.dataSync());
  });
  model.dispose();
});

describe("networks of the caller's own", () => {
  it('are used, saved and brought back, whatever the shape of their code', async () => {
    const encoder = denseEncoder({ inputShape: [6], hidden: [7], latentDim: 6 });
    const model = vectorQuantizedAutoencoder({ inputShape: [6], codeDim: 2, codes: 5, hidden: [4], encoder });
    expect([model.networks.encoder, model.latentShape]).toEqual([encoder, [3, 2]]);
    const store = memoryStore();
    await save(model, store);
    const loaded = await load(store, [vectorQuantizedAutoencoder]);
    const x = tf.tensor2d(testValues(18, 0, 1), [3, 6]);
    const outputs = (of: typeof model) => tf.tidy(() => [...of.reconstruct(x).dataSync()]);
    expect(outputs(loaded)).toEqual(outputs(model));
    x.dispose();
    for (const each of [loaded, model]) each.dispose();
  });

  it.each<[string, Partial<Options>, RegExp]>([
    [
      'an encoder of another width',
      { encoder: denseEncoder({ inputShape: [6], latentDim: 5 }) },
      /gives \[5\]/,
    ],
    [
      'an encoder of other inputs',
      { encoder: denseEncoder({ inputShape: [5], latentDim: 4 }) },
      /takes \[5\]/,
    ],
    [
      'a decoder of one number per value where the variance is learned',
      {
        likelihood: 'gaussian',
        variance: 'learned',
        positions: 2,
        decoder: denseDecoder({ latentDim: 4, outputShape: [6] }),
      },
      /'decoder' gives \[6\], it must give \[12\]/,
    ],
  ])('that do not fit are named: %s', (_what, options, message) => {
    const create = () => vectorQuantizedAutoencoder({ inputShape: [6], codeDim: 2, ...options });
    expect(create).toThrow(ShapeError);
    expect(create).toThrow(message);
  });
});

it.each<[Record<string, unknown>, RegExp]>([
  [{ codes: 1 }, /codes is 1/],
  [{ codeDim: 0 }, /codeDim is 0/],
  [{ decay: 1 }, /decay is 1/],
  [{ revival: 1 }, /revival is 1/],
  [{ commitment: -1 }, /commitment is -1/],
  [{ codebook: 'soft' }, /codebook is "soft"/],
  [{ start: 'ones' }, /start is "ones"/],
])('refuses %j', (options, message) => {
  const create = () => vectorQuantizedAutoencoder({ inputShape: [6], ...options });
  expect(create).toThrow(OptionError);
  expect(create).toThrow(message);
});
