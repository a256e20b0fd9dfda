import { randomSource } from '@autoencoders/backend';
import type { StepContext } from '@autoencoders/core';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { shifted } from './shifted.js';

beforeAll(() => tf.setBackend('cpu'));

const at = (step: number, training = true): StepContext => ({
  step,
  epoch: 0,
  training,
  random: randomSource(1),
});

/** The values of what becomes of `x`. */
const valuesOf = (x: tf.Tensor, shifts: number, context: StepContext) =>
  tf.tidy(() => [...shifted(x, shifts, context).dataSync()]);

describe('images', () => {
  const image = () => tf.tensor4d([1, 2, 3, 4, 5, 6], [1, 2, 3, 1]);

  it.each([
    [0, [1, 2, 3, 4, 5, 6]],
    [1, [0, 0, 0, 1, 2, 3]],
    [2, [0, 1, 2, 0, 4, 5]],
    [3, [0, 0, 0, 0, 1, 2]],
    [4, [1, 2, 3, 4, 5, 6]],
  ])('move by one offset after another: step %i', async (step, expected) => {
    const x = image();
    await expectNoLeak(() => expect(valuesOf(x, 2, at(step))).toEqual(expected));
    x.dispose();
  });

  it('stay where there is one position, and outside training', () => {
    tf.tidy(() => {
      const x = image();
      expect(shifted(x, 1, at(3))).toBe(x);
      expect(shifted(x, 2, at(3, false))).toBe(x);
    });
  });

  it('have slopes that are moved back', () => {
    tf.tidy(() => {
      const weights = tf.tensor4d(testValues(6), [1, 2, 3, 1]);
      const slope = tf.grad((x) => tf.sum(tf.mul(shifted(x, 2, at(3)), weights)))(image());
      const [, , , , e, f] = weights.dataSync();
      expectAllClose(slope.dataSync(), [e!, f!, 0, 0, 0, 0]);
    });
  });
});

it('sequences move along their length, rows do not', () => {
  tf.tidy(() => {
    const sequence = tf.tensor3d([1, 2, 3, 4], [1, 2, 2]);
    expect(valuesOf(sequence, 3, at(1))).toEqual([0, 0, 1, 2]);
    const row = tf.tensor2d([[1, 2]]);
    expect(shifted(row, 2, at(3))).toBe(row);
  });
});
