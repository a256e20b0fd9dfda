import { isomap, lda, pca, tsne, umap } from '@autoencoders/classical';
import { type Rows, useBackend } from '@autoencoders/core';
import { type ArrayDataset, arrayDataset, digits, streamDataset } from '@autoencoders/data';
import { AutoencoderError, DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { isomapReducer, ldaReducer, pcaReducer, tsneReducer, umapReducer } from './classical-reducers.js';
import type { Reducer, ReductionData } from './reducer.js';
import { smallData, smallStream } from './testing/small.js';

beforeAll(() => useBackend('cpu'));

const first = (count: number, from = 0) => Array.from({ length: count }, (_, row) => from + row);
const images = digits().subset(first(150));
const others = digits().subset(first(50, 150));

const flatRows = (data: ArrayDataset): Rows => {
  const values = data.values(first(data.size));
  return { values, shape: [data.size, values.length / data.size] };
};
const labels = Int32Array.from(images.targets(first(150))!);

describe.each([
  ['pca', () => pcaReducer({ dimensions: 3 }), () => pca(flatRows(images), { dimensions: 3 })],
  ['lda', () => ldaReducer({ dimensions: 3 }), () => lda(flatRows(images), labels, { dimensions: 3 })],
  [
    'isomap',
    () => isomapReducer({ dimensions: 2, neighbors: 10 }),
    () => isomap(flatRows(images), { dimensions: 2, neighbors: 10 }),
  ],
  [
    'umap',
    () => umapReducer({ dimensions: 2, neighbors: 8, minimumDistance: 0.2, seed: 3, epochs: 40 }),
    () => umap(flatRows(images), { dimensions: 2, neighbors: 8, minimumDistance: 0.2, seed: 3, epochs: 40 }),
  ],
  [
    'tsne',
    () => tsneReducer({ perplexity: 12, seed: 3, iterations: 60 }),
    () => tsne(flatRows(images), { dimensions: 2, perplexity: 12, seed: 3, iterations: 60 }),
  ],
])('%s', (method, make, reduce) => {
  it('embeds images as the method does their values', async () => {
    const reducer = make();
    await expectNoLeak(async () => {
      const embedding = await reducer.fit(images);
      expect(reducer.method).toBe(method);
      expect(embedding.shape).toEqual([150, reducer.dimensions]);
      expect(embedding).toEqual((await reduce()).embedding);
      expect(embedding.values.every(Number.isFinite)).toBe(true);
    });
  });

  it('has a way back where the method has one', () => {
    expect('inverseTransform' in make()).toBe(method === 'pca');
  });

  it('names an alternative where it cannot place new examples, and what comes first', async () => {
    const reducer = make();
    const unfitted = reducer.transform(others);
    await expect(unfitted).rejects.toThrow(OptionError);
    if (reducer.placesNewExamples) await expect(unfitted).rejects.toThrow(/call fit before/);
    else await expect(unfitted).rejects.toThrow(/use umapReducer/);
  });

  it('refuses values that are not finite, and impossible dimensions', async () => {
    const values = flatRows(images).values.slice();
    values[65] = Number.NaN;
    const data: ReductionData[] = [{ values, shape: [150, 64] }, unchecked(values, labels)];
    for (const given of data)
      await expect(make().fit(given, { labels })).rejects.toThrow(/[vV]alue 1.* is NaN/);
    const impossible = { pca: pcaReducer, lda: ldaReducer, isomap: isomapReducer, umap: umapReducer };
    const again = { ...impossible, tsne: tsneReducer }[method as 'pca'];
    expect(() => again({ dimensions: 0 })).toThrow(OptionError);
  });

  it('refuses fewer examples than dimensions or classes', async () => {
    const few = smallData(2);
    await expect(make().fit(few)).rejects.toThrow(AutoencoderError);
  });

  it('takes constant columns', async () => {
    const data = images.subset(first(60));
    const values = flatRows(data).values.map((value, at) => (at % 64 < 40 ? 1 : value));
    const embedding = await make().fit({ values, shape: [60, 64] }, { labels: labels.subarray(0, 60) });
    expect(embedding.values.every(Number.isFinite)).toBe(true);
  });
});

/** A dataset that checks nothing. */
function unchecked(values: Float32Array, y: Int32Array): ReductionData {
  return {
    shape: [64],
    size: 150,
    async *batches() {
      yield { x: tf.tensor(values, [150, 64]), y: tf.tensor1d(y, 'int32') };
    },
  };
}

describe('new examples', () => {
  it.each<[string, Reducer]>([
    ['pca', pcaReducer({ dimensions: 3 })],
    ['lda', ldaReducer({ dimensions: 3 })],
    ['umap', umapReducer({ dimensions: 2, neighbors: 8, epochs: 40 })],
  ])('are placed by %s, all at once as in batches of a stream', async (_, reducer) => {
    await reducer.fit(images);
    const { values } = flatRows(others);
    const stream = streamDataset(
      () => first(50).map((row) => ({ x: values.subarray(64 * row, 64 * row + 64) })),
      { shape: [8, 8, 1] },
    );
    await expectNoLeak(async () => {
      const expected = await reducer.transform(others, { batchSize: 20 });
      const parts = [];
      for await (const part of reducer.transformBatches(stream, { batchSize: 20 })) parts.push(part);
      expect(parts.map(({ shape }) => shape[0])).toEqual([20, 20, 10]);
      expect(parts.flatMap((part) => [...part.values])).toEqual([...expected.values]);
      expect(expected.shape).toEqual([50, reducer.dimensions]);
    });
  });

  it('are placed by a linear method wherever batches end', async () => {
    for (const reducer of [pcaReducer({ dimensions: 2 }), ldaReducer({ dimensions: 1 })]) {
      const embedding = await reducer.fit(smallData());
      expectAllClose(
        [...(await reducer.transform(smallStream(), { batchSize: 7 })).values],
        [...embedding.values],
      );
    }
  });

  it('must have the shape of those fitted to', async () => {
    const reducer = pcaReducer({ dimensions: 2 });
    await reducer.fit(images);
    await expect(reducer.transform({ values: new Float32Array(64), shape: [1, 64] })).rejects.toThrow(
      ShapeError,
    );
    await expect(reducer.transform(smallData())).rejects.toThrow(/\[2, 3\], expected \[8, 8, 1\]/);
  });
});

describe('pca', () => {
  it('leaves the error that the components left out have, back in the shape of the data', async () => {
    // Orthogonal cosines of mean 0 and squared length n/2, scaled and turned: their variances are known.
    const n = 32;
    const scales = [4, 3, 1, 0.5];
    const w = [0.5, -0.1, 0.7, Math.sqrt(1 - 0.25 - 0.01 - 0.49)];
    const turned = (axis: number, k: number) => (axis === k ? 1 : 0) - 2 * w[axis]! * w[k]!;
    const values = Float32Array.from({ length: 4 * n }, (_, at) => {
      const row = Math.floor(at / 4);
      const cosine = (k: number) => Math.cos((Math.PI * (row + 0.5) * (k + 1)) / n);
      return scales.reduce((sum, scale, k) => sum + scale * cosine(k) * turned(k, at % 4), 7);
    });
    const reducer = pcaReducer({ dimensions: 2 });
    const embedding = await reducer.fit({ values, shape: [n, 2, 2] });
    const squares = [0, 1].map((k) => {
      return embedding.values.filter((_, at) => at % 2 === k).reduce((sum, value) => sum + value ** 2, 0);
    });
    expectAllClose(squares, [(16 * n) / 2, (9 * n) / 2], { relative: 1e-5 });
    const back = await reducer.inverseTransform(embedding);
    expect(back.shape).toEqual([n, 2, 2]);
    const error = back.values.reduce((sum, value, at) => sum + (value - values[at]!) ** 2, 0) / (4 * n);
    expectAllClose([error], [(1 + 0.25) / 2 / 4], { relative: 1e-5 });
    await expect(reducer.inverseTransform({ values, shape: [n, 4] })).rejects.toThrow(ShapeError);
  });
});

describe('lda', () => {
  const { values, shape } = flatRows(smallData());
  const rows = { values, shape };
  const reducer = ldaReducer({ dimensions: 1 });

  it('takes classes of the data, or those given', async () => {
    const classes = Array.from({ length: 40 }, (_, row) => row % 2);
    expect(await reducer.fit(rows, { labels: classes })).toEqual(await reducer.fit(smallData()));
  });

  it('names what is wrong with them', async () => {
    await expect(reducer.fit(rows)).rejects.toThrow(/fit\(data, \{ labels \}\), or use pcaReducer/);
    await expect(reducer.fit(rows, { labels: [0, 1] })).rejects.toThrow(/40 examples and 2 labels/);
    await expect(reducer.fit(rows, { labels: new Float32Array(40).fill(0.5) })).rejects.toThrow(
      /label of example 0 is 0.5/,
    );
    await expect(reducer.fit(rows, { labels: new Int32Array(40) })).rejects.toThrow(AutoencoderError);
    await expect(ldaReducer({ dimensions: 2 }).fit(smallData())).rejects.toThrow(OptionError);
    const pairs = arrayDataset({ x: values, shape: [6], y: new Float32Array(80), targetShape: [2] });
    await expect(reducer.fit(pairs)).rejects.toThrow(/needs classes/);
    await expect(reducer.fit(smallStream(0))).rejects.toThrow(DataError);
  });
});

describe.each([
  ['umap', () => umapReducer({ dimensions: 2, neighbors: 8 })],
  ['tsne', () => tsneReducer({ perplexity: 12 })],
])('the fit of %s', (_, make) => {
  it('tells how far it is, and ends where it is told to', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const shares: number[] = [];
    const onProgress = ({ fraction }: { fraction: number }) => {
      shares.push(fraction);
      if (shares.length === 2) controller.abort(reason);
    };
    await expect(make().fit(images, { signal: controller.signal, onProgress })).rejects.toBe(reason);
    expect(shares[1]).toBeGreaterThanOrEqual(shares[0]!);
    expect(shares[1]).toBeLessThan(1);
    await expect(make().fit(images, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
