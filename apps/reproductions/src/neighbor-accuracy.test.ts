import { useBackend } from '@autoencoders/core';
import { arrayDataset } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { labelsOf, neighborAccuracy, percentEqual } from './neighbor-accuracy.js';

beforeAll(() => useBackend('wasm'));

const training = arrayDataset({
  x: [
    [0, 0],
    [0, 3],
    [4, 0],
    [4, 3],
  ],
  y: [7, 8, 7, 8],
});
const test = arrayDataset({
  x: [
    [0.5, 1],
    [0.5, 2],
    [3, 1],
    [3.5, 1.4],
  ],
  y: [7, 8, 7, 8],
});

it('is the share of examples whose nearest other has their label', async () => {
  // By hand: the last is nearer to (4, 0), a 7.
  expect(await neighborAccuracy((x) => x, { training, test })).toBe(75);
});

it('is by the features that are asked for', async () => {
  // Without the second value, (0, 0) and (0, 3) are alike, and the first of them counts: a 7 in every case.
  const first = (x: tf.Tensor) => tf.slice(x, [0, 0], [-1, 1]);
  expect(await neighborAccuracy(first, { training, test })).toBe(50);
});

it('leaves no tensor', async () => {
  const before = tf.memory().numTensors;
  await neighborAccuracy((x) => tf.mul(x, 2), { training, test });
  expect(tf.memory().numTensors).toBe(before);
});

it('counts labels that were found', () => {
  expect([...labelsOf(test)]).toEqual([7, 8, 7, 8]);
  expect(percentEqual(labelsOf(test), (row) => [7, 8, 0, 0][row]!)).toBe(50);
});
