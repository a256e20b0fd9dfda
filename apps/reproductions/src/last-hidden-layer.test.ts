import { useBackend } from '@autoencoders/core';
import { denseEncoder } from '@autoencoders/layers';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { lastHiddenLayer } from './last-hidden-layer.js';

beforeAll(() => useBackend('wasm'));

it.each([
  { activation: 'relu' as const },
  { activation: 'leakyRelu' as const },
  { activation: 'leakyRelu' as const, batchNormalization: true },
])('gives what the code is made of, %o', (style) => {
  const encoder = denseEncoder({ inputShape: [3, 2], latentDim: 2, hidden: [5, 4], ...style });
  const features = lastHiddenLayer(encoder);
  tf.tidy(() => {
    const x = tf.randomUniform([6, 3, 2], -1, 1, 'float32', 1);
    const hidden = features.predict(x) as tf.Tensor;
    expect(hidden.shape).toEqual([6, 4]);
    const [kernel, bias] = encoder.layers.at(-1)!.getWeights();
    const code = tf.add(tf.matMul(hidden as tf.Tensor2D, kernel as tf.Tensor2D), bias!);
    const difference = tf.max(tf.abs(tf.sub(code, encoder.predict(x) as tf.Tensor)));
    expect(difference.dataSync()[0]!).toBeLessThan(1e-5);
  });
  encoder.dispose();
});
