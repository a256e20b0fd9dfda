import { expectAllClose, finiteDifferences } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../index.js';

// Away from 0, 1 and 6, where some of them have a kink.
const points = [-2.7, -1.3, -0.4, 0.3, 0.7, 1.9, 6.5];

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const softplus = (x: number) => Math.log1p(Math.exp(x));
const scale = 1.0507009873554805;
const alpha = 1.6732632423543772;

const activations: Record<string, [(x: tf.Tensor) => tf.Tensor, (x: number) => number]> = {
  sigmoid: [tf.sigmoid, sigmoid],
  tanh: [tf.tanh, Math.tanh],
  exp: [tf.exp, Math.exp],
  elu: [tf.elu, (x) => (x > 0 ? x : Math.expm1(x))],
  selu: [tf.selu, (x) => scale * (x > 0 ? x : alpha * Math.expm1(x))],
  'leaky ReLU': [(x) => tf.leakyRelu(x, 0.2), (x) => (x > 0 ? x : 0.2 * x)],
  relu: [tf.relu, (x) => Math.max(0, x)],
  relu6: [tf.relu6, (x) => Math.min(6, Math.max(0, x))],
  prelu: [(x) => tf.prelu(x, tf.scalar(0.3)), (x) => (x > 0 ? x : 0.3 * x)],
  softplus: [tf.softplus, softplus],
  softsign: [(x) => tf.div(x, tf.add(1, tf.abs(x))), (x) => x / (1 + Math.abs(x))],
  swish: [(x) => tf.mul(x, tf.sigmoid(x)), (x) => x * sigmoid(x)],
  mish: [(x) => tf.mul(x, tf.tanh(tf.softplus(x))), (x) => x * Math.tanh(softplus(x))],
  'hard sigmoid': [
    (x) => tf.clipByValue(tf.add(tf.mul(x, 0.2), 0.5), 0, 1),
    (x) => Math.min(1, Math.max(0, 0.2 * x + 0.5)),
  ],
};

describe.each(['cpu', 'wasm'] as const)('gradients on %s', (engine) => {
  beforeAll(() => useBackend(engine));

  describe.each(Object.entries(activations))('%s', (_name, [operation, reference]) => {
    const slope = (x: number) => finiteDifferences(([at]) => reference(at!), [x], 1e-5)[0]!;

    it('first derivative', () => {
      const got = tf.tidy(() =>
        tf
          .grad((x: tf.Tensor) => tf.sum(operation(x)))(tf.tensor1d(points))
          .dataSync(),
      );
      expectAllClose(got, points.map(slope), { relative: 1e-4, absolute: 1e-5 });
    });

    it('second derivative, through the square of the first', () => {
      const got = tf.tidy(() =>
        tf
          .grad((x: tf.Tensor) => tf.sum(tf.square(tf.grad((a: tf.Tensor) => tf.sum(operation(a)))(x))))(
            tf.tensor1d(points),
          )
          .dataSync(),
      );
      const expected = points.map((x) => finiteDifferences(([at]) => slope(at!) ** 2, [x], 1e-4)[0]!);
      expectAllClose(got, expected, { relative: 2e-3, absolute: 2e-4 });
    });
  });

  it('softmax, first and second', () => {
    const logits = [0.3, -1.2, 0.8, 2.1];
    const weights = [0.7, -0.4, 1.3, 0.2];
    const reference = (x: Float64Array) => {
      const sum = x.reduce((total, value) => total + Math.exp(value), 0);
      return x.reduce((total, value, i) => total + (weights[i]! * Math.exp(value)) / sum, 0);
    };
    const loss = (x: tf.Tensor) => tf.sum(tf.mul(tf.softmax(x), weights));
    const first = tf.tidy(() => tf.grad(loss)(tf.tensor1d(logits)).dataSync());
    expectAllClose(first, finiteDifferences(reference, logits), { absolute: 1e-5 });
    const second = tf.tidy(() =>
      tf
        .grad((x: tf.Tensor) => tf.sum(tf.square(tf.grad(loss)(x))))(tf.tensor1d(logits))
        .dataSync(),
    );
    const squared = (x: Float64Array) => finiteDifferences(reference, x).reduce((sum, g) => sum + g * g, 0);
    expectAllClose(second, finiteDifferences(squared, logits, 1e-4), { relative: 1e-3, absolute: 1e-4 });
  });

  it('nearest-neighbour upsampling of a batch', () => {
    const weights = Array.from({ length: 2 * 4 * 6 * 2 }, (_, i) => Math.sin(i));
    const got = tf.tidy(() =>
      tf
        .grad((x: tf.Tensor) =>
          tf.sum(
            tf.mul(
              tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [4, 6]),
              tf.tensor4d(weights, [2, 4, 6, 2]),
            ),
          ),
        )(tf.ones([2, 2, 3, 2]))
        .dataSync(),
    );
    const expected = new Float64Array(2 * 2 * 3 * 2);
    weights.forEach((weight, i) => {
      const [n, h, w, c] = [Math.floor(i / 48), Math.floor(i / 12) % 4, Math.floor(i / 2) % 6, i % 2];
      expected[((n * 2 + Math.floor(h / 2)) * 3 + Math.floor(w / 2)) * 2 + c]! += weight;
    });
    expectAllClose(got, expected, { absolute: 1e-5 });
  });

  it('comparisons are flat', () => {
    const got = tf.tidy(() =>
      tf.grad((x: tf.Tensor) => tf.sum(tf.cast(tf.greater(x, 0), 'float32')))(tf.tensor1d(points)),
    );
    expect([...got.dataSync()]).toEqual(points.map(() => 0));
    got.dispose();
  });
});
