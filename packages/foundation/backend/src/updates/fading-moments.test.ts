import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { useBackend } from '../index.js';
import { updateInPlace } from './update-in-place.js';
import type { UpdateRule } from './update-rule.js';

const rules: UpdateRule[] = [
  { name: 'adam', learningRate: 0.01, beta1: 0.5, beta2: 0.6, epsilon: 1e-7, weightDecay: 0, step: 1 },
  { name: 'sgd', learningRate: 0.01, momentum: 0.5, nesterov: false, weightDecay: 0 },
  { name: 'rmsProp', learningRate: 0.01, decay: 0.5, epsilon: 1e-7 },
];

it.each(rules)(
  '$name: moments that fade end at 0, not in numbers that are slow, and NaN stays',
  async (rule) => {
    await useBackend('wasm');
    const slots = Array.from({ length: rule.name === 'adam' ? 2 : 1 }, () => tf.fill([9], 1));
    const variable = tf.variable(tf.ones([9]));
    const nothing = tf.zeros([9]);
    const smallest: number[] = [];
    for (let step = 0; step < 300; step++) {
      updateInPlace(rule, [{ variable, gradient: nothing, slots }]);
      for (const slot of slots) smallest.push(...slot.dataSync());
    }
    // 2^-126 is the smallest normal number.
    expect(smallest.filter((value) => value !== 0 && Math.abs(value) < 2 ** -126)).toEqual([]);
    expect(smallest.at(-1)).toBe(0);
    updateInPlace(rule, [{ variable, gradient: tf.fill([9], Number.NaN), slots }]);
    expect([...variable.dataSync()]).toEqual(Array(9).fill(Number.NaN));
    tf.dispose([variable, nothing, ...slots]);
  },
);
