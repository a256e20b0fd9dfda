import { useBackend } from '@autoencoders/core';
import { streamDataset } from '@autoencoders/data';
import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { analogy, applyAttribute, attributeVector } from '../index.js';
import { identity } from '../testing/identity.js';
import { rowsFrom } from '../testing/rows.js';

beforeAll(() => useBackend('cpu'));

const having = rowsFrom([
  [1, 2],
  [3, 4],
  [5, 3],
]); // prettier-ignore
const lacking = rowsFrom([
  [0, 1],
  [2, 0],
]); // prettier-ignore

describe('an attribute', () => {
  it('is the difference of mean codes, in the shape of a code', async () => {
    const found = await attributeVector(identity(), having, lacking);
    expect(found.shape).toEqual([2]);
    expectAllClose(found.values, [2, 2.5], { relative: 1e-6 });
    const stream = streamDataset(() => [{ x: [1, 2] }, { x: [3, 4] }, { x: [5, 3] }], { shape: [2] });
    expect(await attributeVector(identity(), stream, lacking, { batchSize: 2 })).toEqual(found);
    expect((await attributeVector(identity(2, [1, 2]), having, lacking)).shape).toEqual([1, 2]);
  });

  it('is added by its strength, example after example', async () => {
    const model = identity();
    const vector = tf.tensor1d([2, -1]);
    await expectNoLeak(async () => {
      const one = await applyAttribute(model, lacking, vector);
      expect([...one.values]).toEqual([2, 0, 4, -1]);
      const rows = await applyAttribute(model, lacking, vector, { strength: [-1, 0, 0.5] });
      expect(rows.shape).toEqual([6, 2]);
      expect([...rows.values]).toEqual([-2, 2, 0, 1, 1, 0.5, 0, 1, 2, 0, 3, -0.5]);
    });
  });

  it('moves those who lack it by the whole vector onto those who have it, on average', async () => {
    const vector = await attributeVector(identity(), having, lacking);
    const { values } = await applyAttribute(identity(), lacking, vector);
    expectAllClose([(values[0]! + values[2]!) / 2, (values[1]! + values[3]!) / 2], [3, 3], {
      relative: 1e-6,
    });
  });

  it('names what does not fit', async () => {
    const model = identity();
    const none = { values: new Float32Array(0), shape: [0, 2] };
    await expect(attributeVector(model, none, lacking)).rejects.toThrow('having holds no examples');
    await expect(attributeVector(model, having, rowsFrom([[1]]))).rejects.toThrow(ShapeError);
    const vector = rowsFrom([[1, 1]]);
    await expect(applyAttribute(model, having, rowsFrom([[1]]))).rejects.toThrow(ShapeError);
    await expect(applyAttribute(model, having, having)).rejects.toThrow('vector holds 3 codes: give one');
    await expect(applyAttribute(model, having, vector, { strength: [] })).rejects.toThrow(OptionError);
    await expect(applyAttribute(model, having, vector, { strength: Number.NaN })).rejects.toThrow(
      OptionError,
    );
    await expect(applyAttribute(model, none, vector)).rejects.toThrow(DataError);
  });
});

describe('an analogy', () => {
  it('is a - b + c of the codes, row by row, a single one for all', async () => {
    const { values, shape } = await analogy(identity(), having, rowsFrom([[1, 1]]), rowsFrom([[10, 20]]));
    expect(shape).toEqual([3, 2]);
    expect([...values]).toEqual([10, 21, 12, 23, 14, 22]);
  });

  it('names how many there are', async () => {
    await expect(analogy(identity(), having, lacking, having)).rejects.toThrow('a, b and c have 3, 2, 3');
  });
});
