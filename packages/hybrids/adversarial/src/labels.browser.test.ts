import { useBackend } from '@autoencoders/backend';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { labelRows, labelValues } from './labels.js';

it('on a graphics card nothing is read, and a label out of range shows in what is computed', async () => {
  await useBackend('webgpu');
  const labels = labelValues(tf.tensor1d([1, -1, 2, -2], 'int32'), 4, 2);
  const rows = labelRows(labels, 2);
  const nan = new Array(3).fill(Number.NaN);
  expect([...(await rows.data())]).toEqual([0, 1, 0, 0, 0, 1, ...nan, ...nan]);
  tf.dispose([labels, rows]);
});
