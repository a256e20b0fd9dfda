import { useBackend } from '@autoencoders/core';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { relativeDiversity } from './index.js';

beforeAll(() => useBackend('wasm'));

const diversity = (fake: tf.Tensor, real: tf.Tensor) => relativeDiversity(fake, real).dataSync()[0]!;

it('is the root of the quotient of variances, summed over features', () => {
  tf.tidy(() => {
    // Variances of the columns: 1 and 4; 0 and 9.
    const fake = tf.tensor2d([
      [1, 0],
      [3, 4],
    ]);
    const real = tf.tensor2d([
      [5, -3],
      [5, 3],
    ]);
    expectAllClose([diversity(fake, real)], [Math.sqrt(5 / 9)]);
    expectAllClose([diversity(real, fake)], [Math.sqrt(9 / 5)]);
    expectAllClose([diversity(fake, fake)], [1]);
  });
});

it('is 0 where all fake examples are the same, of any shape, and finite where all real ones are', () => {
  tf.tidy(() => {
    const images = tf.tensor4d(testValues(4 * 2 * 3), [4, 2, 3, 1]);
    expect(diversity(tf.tile(tf.slice(images, 0, 1), [4, 1, 1, 1]), images)).toBeCloseTo(0, 6);
    expect(diversity(images, tf.ones([5, 2, 3, 1]))).toBeGreaterThan(1000);
    expect(diversity(tf.ones([4, 2]), tf.ones([4, 2]))).toBe(0);
  });
});

it('has no gradient, and leaves only what it returns', async () => {
  const x = tf.tensor2d(testValues(6), [3, 2]);
  tf.tidy(() => {
    const slope = tf.grad((fake) => tf.add(relativeDiversity(fake, x), tf.mul(tf.sum(fake), 3)))(
      tf.mul(x, 2),
    );
    expectAllClose(slope.dataSync(), new Float32Array(6).fill(3));
  });
  await expectNoLeak(() => relativeDiversity(x, x).dispose());
  x.dispose();
});
