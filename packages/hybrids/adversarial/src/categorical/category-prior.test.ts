import { randomSource, useBackend } from '@autoencoders/backend';
import { OptionError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { categoryPrior } from './category-prior.js';

beforeAll(() => useBackend('wasm'));

const shares = (draws: tf.Tensor) => [...tf.tidy(() => tf.mean(draws, 0).dataSync())];

it('draws one category a row, all of them alike', async () => {
  tf.tidy(() => {
    const draws = categoryPrior(4)(4000, randomSource(1));
    expect(draws.shape).toEqual([4000, 4]);
    expect(new Set(tf.sum(draws, 1).dataSync())).toEqual(new Set([1]));
    expectAllClose(shares(draws), [0.25, 0.25, 0.25, 0.25], { absolute: 0.03 });
  });
  await expectNoLeak(() => categoryPrior(4)(5, randomSource(1)).dispose());
});

it('draws them as often as proportions say, in any unit', () => {
  tf.tidy(() => {
    expectAllClose(shares(categoryPrior(3, [6, 3, 1])(4000, randomSource(1))), [0.6, 0.3, 0.1], {
      absolute: 0.03,
    });
  });
});

it('takes labels in place of draws, where there are some', () => {
  tf.tidy(() => {
    const labels = tf.tensor1d([2, -1, 0, 1]);
    const [first, second, third, fourth] = categoryPrior(3)(
      4,
      randomSource(1),
      labels,
    ).arraySync() as number[][];
    expect([first, third, fourth]).toEqual([
      [0, 0, 1],
      [1, 0, 0],
      [0, 1, 0],
    ]);
    expect(second!.reduce((sum, value) => sum + value)).toBe(1);
  });
});

it('refuses other proportions than there are categories', () => {
  expect(() => categoryPrior(3, [1, 1])).toThrow(OptionError);
  expect(() => categoryPrior(3, [1, 1])).toThrow('proportions has 2 numbers: give one for each of the 3');
});
