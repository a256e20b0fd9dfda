import { decode, encode, evaluate, fit, useBackend } from '@autoencoders/core';
import { arrayDataset, type Dataset, disposeBatch } from '@autoencoders/data';
import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { reducer } from './autoencoder-reducer.js';
import { smallData, smallOptions, smallStream, squareCodes } from './testing/small.js';

beforeAll(() => useBackend('cpu'));

const training = { epochs: 5, batchSize: 10, learningRate: 0.01 };

describe('fit', () => {
  it('trains the autoencoder and gives its codes', async () => {
    const model = undercompleteAutoencoder(smallOptions);
    const data = smallData();
    const before = (await evaluate(model, data)).squaredError!;
    const reduction = reducer(model, { training });
    const embedding = await reduction.fit(data);
    expect([reduction.kind, reduction.method, reduction.dimensions]).toEqual([
      'reduction',
      'undercomplete',
      2,
    ]);
    expect((await evaluate(reduction, data)).squaredError!).toBeLessThan(0.8 * before);
    expect(embedding).toEqual(await encode(model, data));
    expect(await reduction.transform(data)).toEqual(embedding);

    const other = undercompleteAutoencoder(smallOptions);
    await fit(other, data, training);
    expect(await encode(other, data)).toEqual(embedding);
    for (const used of [model, other]) used.dispose();
  });

  it('leaves the weights of a trained one, and asks how to train another', async () => {
    const model = undercompleteAutoencoder(smallOptions);
    const data = smallData();
    const codes = await encode(model, data);
    expect(await reducer(model, { trained: true }).fit(data)).toEqual(codes);
    await expect(reducer(model).fit(data)).rejects.toThrow(/training: \{ epochs: 50 \}/);
    const waiting = reducer(model, { training });
    await expect(waiting.transform(data)).rejects.toThrow(OptionError);
    await expect(waiting.inverseTransform(codes)).rejects.toThrow(/call fit before/);
    model.dispose();
  });

  it('may be that of core, as for any application', async () => {
    const model = undercompleteAutoencoder(smallOptions);
    const reduction = reducer(model);
    await fit(reduction, smallData(), training);
    expect(await reduction.transform(smallData())).toEqual(await encode(model, smallData()));
    model.dispose();
  });

  it('tells how far it is, and ends where it is told to', async () => {
    const model = undercompleteAutoencoder(smallOptions);
    const shares: number[] = [];
    const reduction = reducer(model, { training });
    await reduction.fit(smallData(), { onProgress: ({ fraction }) => shares.push(fraction) });
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));

    const controller = new AbortController();
    const reason = new Error('enough');
    const stopped = reduction.fit(smallData(), {
      signal: controller.signal,
      onProgress: () => controller.abort(reason),
    });
    await expect(stopped).rejects.toBe(reason);
    await expect(reduction.fit(smallData(), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    model.dispose();
  });
});

describe('transform', () => {
  const model = () =>
    reducer(squareCodes(undercompleteAutoencoder({ ...smallOptions, latentDim: 4 })), { trained: true });

  it('flattens codes, and restores them on the way back', async () => {
    const reduction = model();
    const { autoencoder } = reduction;
    const data = smallData();
    const codes = await encode(autoencoder, data);
    const embedding = await reduction.transform(data);
    expect([codes.shape, embedding.shape, reduction.dimensions]).toEqual([[40, 2, 2], [40, 4], 4]);
    expect(embedding.values).toEqual(codes.values);
    const x = tf.tensor(codes.values, [40, 2, 2]);
    const expected = await decode(autoencoder, x);
    expect(expected.shape).toEqual([40, 2, 3]);
    const flatTensor = x.reshape([40, 4]);
    const dataset = arrayDataset({ x: embedding.values, shape: [4] });
    for (const given of [embedding, codes, x, flatTensor, dataset]) {
      expect(await reduction.inverseTransform(given)).toEqual(expected);
    }
    tf.dispose([x, flatTensor]);
    autoencoder.dispose();
  });

  it('is the same for a stream, a tensor, rows and in batches', async () => {
    const reduction = model();
    const data = smallData();
    const values = data.values(Array.from({ length: 40 }, (_, row) => row));
    const x = tf.tensor(values, [40, 2, 3]);
    const expected = await reduction.transform(data);
    for (const given of [smallStream(), x, { values, shape: [40, 2, 3] }]) {
      expect(await reduction.transform(given)).toEqual(expected);
    }
    const parts = [];
    for await (const part of reduction.transformBatches(smallStream(), { batchSize: 16 })) parts.push(part);
    expect(parts.map(({ shape }) => shape)).toEqual([
      [16, 4],
      [16, 4],
      [8, 4],
    ]);
    expectAllClose(
      parts.flatMap((part) => [...part.values]),
      [...expected.values],
    );
    x.dispose();
    reduction.autoencoder.dispose();
  });

  it('holds no more than a batch at a time, and leaves no tensor', async () => {
    const reduction = model();
    await expectNoLeak(async () => {
      const before = tf.memory();
      let examples = 0;
      for await (const { shape } of reduction.transformBatches(smallStream(5000), { batchSize: 100 })) {
        examples += shape[0]!;
        expect(tf.memory().numTensors).toBe(before.numTensors);
        expect(tf.memory().numBytes).toBe(before.numBytes);
      }
      expect(examples).toBe(5000);
      await reduction.inverseTransform(await reduction.fit(smallData()));
    });
    reduction.autoencoder.dispose();
  });

  it('names what does not fit, and what is not finite', async () => {
    const reduction = model();
    const nan = Float32Array.from({ length: 12 }, (_, at) => (at === 8 ? Number.NaN : 0));
    const tensor = tf.tensor(nan, [2, 2, 3]);
    const unchecked: Dataset = {
      shape: [2, 3],
      size: 2,
      async *batches() {
        yield { x: tensor.clone() };
      },
    };
    await expect(reduction.transform({ values: nan, shape: [2, 2, 3] })).rejects.toThrow(/row 1, value 2/);
    await expect(reduction.transform(tensor)).rejects.toThrow(DataError);
    await expect(reduction.fit(tensor)).rejects.toThrow(DataError);
    await expect(reduction.transform(unchecked)).rejects.toThrow(/value 0 of the code of example 1 is NaN/);
    await expect(reduction.transform({ values: nan, shape: [3, 2, 3] })).rejects.toThrow(ShapeError);
    await expect(reduction.transform({ values: nan, shape: [12] })).rejects.toThrow(
      /\[examples, \.\.\.shape\]/,
    );
    await expect(reduction.transform({ values: new Float32Array(6), shape: [2, 3] })).rejects.toThrow(
      ShapeError,
    );
    await expect(reduction.inverseTransform({ values: new Float32Array(6), shape: [2, 3] })).rejects.toThrow(
      'a code has shape [3], expected [4] or [2, 2]',
    );
    await expect(reduction.transform(smallStream(0))).rejects.toThrow(/no examples/);
    await expect(reduction.transform(smallData(), { batchSize: 0 })).rejects.toThrow(OptionError);
    tensor.dispose();
    reduction.autoencoder.dispose();
  });

  it('leaves the batches of the caller to the dataset that made them', async () => {
    const reduction = model();
    await expectNoLeak(async () => {
      for await (const batch of smallData().batches({ batchSize: 40 })) {
        await reduction.transform(batch.x);
        expect(batch.x.isDisposed).toBe(false);
        disposeBatch(batch);
      }
    });
    reduction.autoencoder.dispose();
  });
});
