import { testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { activations, denseLayer, type ReferenceEncoder, softmax } from './reference.js';

/** The dense layer that the forms are compared on. */
export const [batch, inputs, units] = [3, 4, 5] as const;
export const kernel = testValues(inputs * units, -0.4, 0.4, 2);
/** Every piece of every activation is reached; a softmax would be saturated. */
export const biasOf = (activation: string) =>
  Float32Array.from([-2.6, -0.7, 0.3, 2.4, 6.1], (b) => (activation === 'softmax' ? b / 8 : b));
export const x = testValues(batch * inputs, -1, 1, 386);
export const noisy = testValues(batch * inputs, -1.2, 1.2, 387);
export const directions = testValues(2 * batch * units, -1, 1, 8);

export const activationNames = [...Object.keys(activations), 'softmax'];

/** One example of the batch, `n` counted from 0. */
export const exampleOf = (values: Float32Array, n: number) => values.slice(n * inputs, (n + 1) * inputs);

/** The direction `k` of example `n`. */
export const directionOf = (k: number, n: number) =>
  directions.slice((k * batch + n) * units, (k * batch + n + 1) * units);

/** The layer in double precision, with its kernel and bias one after the other in `weights`. */
export function referenceEncoder(activation: string, weights: ArrayLike<number>): ReferenceEncoder {
  const all = Array.from(weights);
  const size = inputs * units;
  return (at) => {
    const a = denseLayer(at, all.slice(0, size), all.slice(size));
    return activation === 'softmax' ? softmax(a) : a.map(activations[activation]!);
  };
}

/** The layer in tfjs. */
export function encoderOf(activation: string, [w, b]: readonly tf.Tensor[]): (x: tf.Tensor) => tf.Tensor {
  const layer = tf.layers.activation({ activation: activation as 'relu' });
  return (at) => layer.apply(tf.add(tf.matMul(at as tf.Tensor2D, w as tf.Tensor2D), b!)) as tf.Tensor;
}

/** Kernel and bias. */
export const weightTensors = (activation: string): [tf.Tensor2D, tf.Tensor1D] => [
  tf.tensor2d(kernel, [inputs, units]),
  tf.tensor1d(biasOf(activation)),
];

/** The same, one after the other. */
export const weightValues = (activation: string) => [...kernel, ...biasOf(activation)];

/** What the activation is given, at all points. */
export const sums = [x, noisy].map((values) =>
  Array.from({ length: batch }, (_, n) => denseLayer(exampleOf(values, n), kernel, biasOf('relu6'))).flat(),
);
