import { useBackend } from '@autoencoders/backend';
import { DataError, ShapeError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { labelRows, labelValues } from './labels.js';

beforeAll(() => useBackend('wasm'));

const rowsOf = (labels: tf.Tensor | number[] | undefined, count: number) =>
  tf.tidy(() => labelRows(labelValues(labels, count, 3), 3).arraySync());

it('gives rows with a 1 at the class, and a place more for examples without one', async () => {
  const expected = [
    [0, 0, 1, 0],
    [0, 0, 0, 1],
    [1, 0, 0, 0],
  ];
  expect(rowsOf([2, -1, 0], 3)).toEqual(expected);
  expect(tf.tidy(() => rowsOf(tf.tensor1d([2, -1, 0], 'int32'), 3))).toEqual(expected);
  expect(rowsOf(undefined, 1)).toEqual([[0, 0, 0, 1]]);
  await expectNoLeak(() => rowsOf([2, -1, 0], 3));
});

it('names what does not fit', async () => {
  await expectNoLeak(() => {
    expect(() => rowsOf([1], 2)).toThrow(ShapeError);
    expect(() => rowsOf([1], 2)).toThrow('the labels have shape [1], expected [2]');
    expect(() => rowsOf([0, 3], 2)).toThrow(DataError);
    expect(() => rowsOf([0, 3], 2)).toThrow('label 1 is 3: with 3 classes give integers from 0 to 2');
    expect(() => rowsOf([0.5, 1], 2)).toThrow('label 0 is 0.5');
  });
});
