import { evaluate, fit, useBackend } from '@autoencoders/core';
import { arrayDataset } from '@autoencoders/data';
import { NumericalError } from '@autoencoders/errors';
import { testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { conditionalVariationalAutoencoder } from '../index.js';
import { oneHotLabels } from './labels.js';

it('on a graphics card nothing is read, and a label out of range shows in what is computed', async () => {
  await useBackend('webgpu');
  const rows = oneHotLabels(tf.tensor1d([2, -1, 0, 3, -2], 'int32'), 3);
  const [nan, zeros] = [new Array(3).fill(Number.NaN), [0, 0, 0]];
  expect([...(await rows.data())]).toEqual([0, 0, 1, ...zeros, 1, 0, 0, ...nan, ...nan]);
  rows.dispose();
  const model = conditionalVariationalAutoencoder({ inputShape: [4], latentDim: 2, hidden: [5], classes: 3 });
  const wrong = { x: testValues(32, 0, 1), shape: [4], y: new Int32Array([0, 1, 2, 0, 1, 2, 0, 3]) };
  await expect(fit(model, arrayDataset(wrong), { epochs: 2 })).rejects.toThrow(NumericalError);
  await expect(evaluate(model, arrayDataset(wrong))).rejects.toThrow(NumericalError);
  model.dispose();
});
