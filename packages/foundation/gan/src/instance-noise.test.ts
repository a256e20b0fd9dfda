import { randomSource } from '@autoencoders/backend';
import { useBackend } from '@autoencoders/core';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { withInstanceNoise } from './index.js';

beforeAll(() => useBackend('wasm'));

const settings = { instanceNoise: 0.5, instanceNoiseSteps: 100 };
const at = (step: number, training = true) => ({ step, epoch: 0, training, random: randomSource(3, step) });

/** Standard deviation of what is added to many values. */
function spread(step: number): number {
  return tf.tidy(() => {
    const x = tf.ones([100, 50]);
    const [noisy] = withInstanceNoise([x], 'real', settings, at(step));
    return Math.sqrt(tf.moments(tf.sub(noisy!, x)).variance.dataSync()[0]!);
  });
}

it('falls in a straight line to nothing', () => {
  for (const [step, expected] of [
    [0, 0.5],
    [25, 0.375],
    [50, 0.25],
    [99, 0.005],
  ] as const) {
    // Four standard errors of 5,000 values.
    expect(Math.abs(spread(step) / expected - 1)).toBeLessThan(0.04);
  }
});

it('is not there after that, outside training, or by default: inputs are the very same', () => {
  tf.tidy(() => {
    const inputs = [tf.ones([2, 3])];
    expect(withInstanceNoise(inputs, 'real', settings, at(100))).toBe(inputs);
    expect(withInstanceNoise(inputs, 'real', settings, at(1000))).toBe(inputs);
    expect(withInstanceNoise(inputs, 'real', settings, at(0, false))).toBe(inputs);
    expect(withInstanceNoise(inputs, 'real', { ...settings, instanceNoise: 0 }, at(0))).toBe(inputs);
  });
});

it('is that of the step, of its own for each purpose and each input', async () => {
  const x = tf.tensor2d(testValues(6), [2, 3]);
  const noise = (purpose: string, step: number) =>
    withInstanceNoise([x, x], purpose, settings, at(step)).map((noisy) => [...tf.sub(noisy, x).dataSync()]);
  await expectNoLeak(() => {
    tf.tidy(() => {
      const [first, second] = noise('real', 10);
      const expected = tf.mul(randomSource(3, 10).normal('instanceNoise/real/0', [2, 3]), 0.45).dataSync();
      expectAllClose(first!, expected, { absolute: 1e-6 });
      expect(noise('real', 10)).toEqual([first, second]);
      for (const other of [second, noise('fake', 10)[0], noise('real', 11)[0]])
        expect(other).not.toEqual(first);
    });
  });
  x.dispose();
});
