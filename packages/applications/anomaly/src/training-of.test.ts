import type { Schedule } from '@autoencoders/core';
import { expect, it } from 'vitest';
import { trainingOf } from './training-of.js';

it('takes 1,000 steps down half a cosine', () => {
  const { epochs, batchSize, learningRate } = trainingOf({}, 300);
  expect([epochs, batchSize]).toEqual([334, 128]);
  const schedule = learningRate as Schedule;
  expect(schedule(0)).toBe(1e-3);
  expect(schedule(501)).toBeCloseTo(5e-4, 12);
  expect(schedule(1002)).toBeCloseTo(0, 12);
  expect(trainingOf({}, 1e6).epochs).toBe(1);
});

it('leaves what is given', () => {
  expect(trainingOf({ epochs: 3, learningRate: 0.1, batchSize: 10, seed: 5 }, 100)).toEqual({
    epochs: 3,
    learningRate: 0.1,
    batchSize: 10,
    seed: 5,
  });
  expect(trainingOf({ epochs: 0 }, 100).epochs).toBe(0);
});
