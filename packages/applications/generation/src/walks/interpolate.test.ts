import { useBackend } from '@autoencoders/core';
import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { interpolate, interpolateCodes } from '../index.js';
import { identity } from '../testing/identity.js';
import { rowsFrom } from '../testing/rows.js';

beforeAll(() => useBackend('cpu'));

it('goes from each first example to its second, pair after pair', async () => {
  const a = rowsFrom([
    [0, 0],
    [1, 1],
  ]); // prettier-ignore
  const b = rowsFrom([
    [2, 4],
    [1, -1],
  ]); // prettier-ignore
  const { values, shape } = await interpolate(identity(), a, b, { steps: 3 });
  expect(shape).toEqual([6, 2]);
  expect([...values]).toEqual([0, 0, 1, 2, 2, 4, 1, 1, 1, 0, 1, -1]);
});

it('takes one example, tensors and datasets, and leaves no tensor behind', async () => {
  const model = identity();
  const a = tf.tensor1d([1, 0]);
  const b = tf.tensor2d([[0, 1]]);
  await expectNoLeak(async () => {
    const { values } = await interpolate(model, a, b, { steps: 3, method: 'spherical' });
    expectAllClose(values, [1, 0, Math.SQRT1_2, Math.SQRT1_2, 0, 1], { relative: 1e-6 });
  });
});

it('goes between codes of their own shape', async () => {
  const model = identity(4, [2, 2, 1]);
  const code = { values: Float32Array.of(0, 0, 0, 4), shape: [2, 2, 1] };
  const codes = { values: Float32Array.of(2, 2, 2, 2), shape: [1, 2, 2, 1] };
  const { values, shape } = await interpolateCodes(model, code, codes, { steps: 2 });
  expect(shape).toEqual([2, 4]);
  expect([...values]).toEqual([0, 0, 0, 4, 2, 2, 2, 2]);
});

it('does not depend on the size of batches', async () => {
  const a = rowsFrom([
    [0, 0],
    [1, 1],
  ]); // prettier-ignore
  const b = rowsFrom([
    [2, 4],
    [1, -1],
  ]); // prettier-ignore
  const whole = await interpolate(identity(), a, b, { steps: 20 });
  expect(await interpolate(identity(), a, b, { steps: 20, batchSize: 3 })).toEqual(whole);
});

it('names what does not fit', async () => {
  const model = identity();
  const a = rowsFrom([
    [0, 0],
    [1, 1],
  ]); // prettier-ignore
  await expect(interpolate(model, a, rowsFrom([[1, 2]]))).rejects.toThrow('a has 2 examples and b 1');
  await expect(interpolate(model, rowsFrom([[1, 2, 3]]), a)).rejects.toThrow(ShapeError);
  await expect(interpolate(model, rowsFrom([[Number.NaN, 0]]), a)).rejects.toThrow(DataError);
  await expect(interpolate(model, { values: new Float32Array(0), shape: [0, 2] }, a)).rejects.toThrow(
    DataError,
  );
  await expect(interpolate(model, a, a, { steps: 1 })).rejects.toThrow(OptionError);
  await expect(interpolate(model, a, a, { method: 'cubic' as 'linear' })).rejects.toThrow(OptionError);
  await expect(interpolateCodes(model, rowsFrom([[1, 2, 3]]), a)).rejects.toThrow(ShapeError);
  const short = { values: Float32Array.of(1), shape: [1, 2] };
  await expect(interpolateCodes(model, short, a)).rejects.toThrow('a has 1 values, expected 2');
  await expect(interpolateCodes(model, rowsFrom([[1, Number.NaN]]), a)).rejects.toThrow(DataError);
});
