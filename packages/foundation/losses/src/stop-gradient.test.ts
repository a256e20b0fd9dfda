import { useBackend } from '@autoencoders/backend';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { stopGradient } from './stop-gradient.js';

beforeAll(() => useBackend('cpu'));

it('keeps values and stops their gradient', async () => {
  await expectNoLeak(() => {
    tf.tidy(() => {
      const x = tf.tensor1d([1, -2]);
      expectAllClose(stopGradient(x).dataSync(), [1, -2]);
      // d/dx of x · constant(x) is the constant alone.
      const gradient = tf.grad((at) => tf.sum(tf.mul(at, stopGradient(at))))(x);
      expectAllClose(gradient.dataSync(), [1, -2]);
    });
  });
});

it('takes what has no gradient, and variables of a computation as constants', async () => {
  await expectNoLeak(() => {
    tf.tidy(() => {
      const weight = tf.variable(tf.scalar(3));
      const x = tf.tensor1d([1, -2]);
      const { value, grads } = tf.variableGrads(() => {
        const rounded = stopGradient(x, (at) => tf.logicalNot(tf.cast(tf.mul(at, weight), 'bool')));
        return tf.sum(tf.mul(tf.add(tf.cast(rounded, 'float32'), 2), weight)) as tf.Scalar;
      });
      expect(value.dataSync()[0]).toBe(12);
      expect(grads[weight.name]!.dataSync()[0]).toBe(4);
      weight.dispose();
    });
  });
});
