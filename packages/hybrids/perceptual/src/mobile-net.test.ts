import { fit, useBackend } from '@autoencoders/core';
import { perceptualLoss } from '@autoencoders/losses';
import { expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deepFeatureConsistentAutoencoder, featureTaps } from './index.js';
import { mobileNetGraph, mobileNetLayers } from './testing/mobile-net.js';

beforeAll(() => useBackend('wasm'));

const graph =
  'StatefulPartitionedCall/sequential/keras_layer/StatefulPartitionedCall/StatefulPartitionedCall/StatefulPartitionedCall/predict/MobilenetV2';

/** Grey images become colour ones of the size that the network takes. */
const prepare = (x: tf.Tensor) =>
  tf.image.resizeBilinear(tf.image.grayscaleToRGB(x as tf.Tensor4D), [224, 224]);

describe.each([
  ['a Layers model', mobileNetLayers, ['Conv1_relu', 'block_1_expand_relu', 'block_2_add']],
  [
    'a graph model',
    mobileNetGraph,
    ['Conv/Relu6', 'expanded_conv_1/expand/Relu6', 'expanded_conv_2/add'].map((name) => `${graph}/${name}`),
  ],
])('MobileNetV2 as %s', (_kind, load, layers) => {
  let network: tf.LayersModel | tf.GraphModel;
  beforeAll(async () => {
    network = await load();
  });
  afterAll(() => network.dispose());

  const weights = () =>
    network instanceof tf.LayersModel ? network.getWeights() : Object.values(network.weights).flat();
  const sums = () => weights().map((weight) => tf.tidy(() => tf.sum(tf.abs(weight)).dataSync()[0]!));

  it('compares images in its activations, and stays as it is', async () => {
    const features = featureTaps(network, layers, { prepare });
    const before = sums();
    expect(before.some((sum) => sum > 0)).toBe(true);
    const model = deepFeatureConsistentAutoencoder({
      inputShape: [16, 16, 1],
      latentDim: 4,
      hidden: [16],
      featureWeight: 100,
      features,
    });
    const x = tf.tensor(testValues(2 * 256, 0, 1), [2, 16, 16, 1]);
    const slopes = tf.tidy(() => {
      const target = features(x);
      const distance = (at: tf.Tensor) => perceptualLoss(target, features(at));
      return tf.grad(distance)(tf.fill(x.shape, 0.5)).dataSync();
    });
    expect(slopes.every(Number.isFinite)).toBe(true);
    expect(slopes.filter((slope) => slope !== 0).length).toBeGreaterThan(slopes.length / 2);
    await expectNoLeak(async () => {
      const { epochs } = await fit(model, x, { epochs: 2, batchSize: 2, learningRate: 1e-2 });
      const perceptual = epochs.map(({ terms }) => terms['features/perceptual']!);
      expect(perceptual.at(-1)).toBeLessThan(perceptual[0]!);
    });
    model.dispose();
    x.dispose();
    expect(sums()).toEqual(before);
  });
});
