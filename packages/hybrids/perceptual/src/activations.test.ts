import { OptionError } from '@autoencoders/errors';
import type { FeatureTaps } from '@autoencoders/layers';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { activationsOf, fixedActivations } from './activations.js';
import { smallFeatures } from './testing/small-features.js';

beforeAll(() => tf.setBackend('cpu'));

const shape = [2, 6, 5, 1];
const values = testValues(60, 0, 1);

it('fixed activations are those of the layers, in their shapes, by one pass', () => {
  tf.tidy(() => void smallFeatures(tf.zeros(shape)));
  return expectNoLeak(() =>
    tf.tidy(() => {
      const x = tf.tensor(values, shape);
      let passes = 0;
      const counted: FeatureTaps = (at) => {
        passes++;
        return smallFeatures(at);
      };
      const [fixed, plain] = [fixedActivations(counted, x), smallFeatures(x)];
      expect(passes).toBe(1);
      expect(fixed.map((layer) => layer.shape)).toEqual(plain.map((layer) => layer.shape));
      fixed.forEach((layer, index) => void expectAllClose(layer.dataSync(), plain[index]!.dataSync()));
    }),
  );
});

it('no gradient flows through fixed ones, nor is anything computed for it', () => {
  const energy = (layers: tf.Tensor[]) => tf.addN(layers.map((layer) => tf.sum(tf.square(layer))));
  tf.tidy(() => {
    const x = tf.tensor(values, shape);
    const slope = (activations: typeof activationsOf) =>
      tf
        .grad((at) => energy(activations(smallFeatures, at)))(x)
        .dataSync();
    expect(Math.max(...slope(fixedActivations).map(Math.abs))).toBe(0);
    expect(Math.max(...slope(activationsOf).map(Math.abs))).toBeGreaterThan(0.01);
  });
});

it.each([
  ['a tensor', (x: tf.Tensor) => x],
  ['nothing', () => undefined],
  ['an empty list', () => []],
])('what gives %s is refused', (_what, gives) => {
  const features = gives as unknown as FeatureTaps;
  tf.tidy(() => {
    expect(() => activationsOf(features, tf.zeros([1, 3]))).toThrow(OptionError);
    expect(() => fixedActivations(features, tf.zeros([1, 3]))).toThrow("'features' gives no list");
  });
});
