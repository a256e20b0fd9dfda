import { gradientPenalty } from '@autoencoders/losses';
import { expectAllClose } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { SpectralConvolution, SpectralDense } from '../index.js';
import reference from './spectral-norm.reference.json' with { type: 'json' };

const exact = { relative: 1e-5, absolute: 1e-6 };
const training = { training: true };

/** Layers as the reference has them, and what they take. */
export const spectralLayers = {
  dense: {
    make: () => new SpectralDense({ units: 3, name: 'dense' }),
    shape: [5, 4],
    outputShape: [5, 3],
  },
  convolution: {
    make: () => new SpectralConvolution({ filters: 3, kernelSize: [3, 2], strides: [2, 1], name: 'maps' }),
    shape: [2, 5, 4, 2],
    outputShape: [2, 3, 4, 3],
  },
} as const;

export const spectralKinds = ['dense', 'convolution'] as const;

/** A weight of a layer, in the order of kernel, bias and vector. */
export const weightOf = (layer: tf.layers.Layer, index: number) =>
  layer.weights[index]!.read() as tf.Variable;

/** Gives a layer that is built kernel, bias and vector. */
export function startFrom(
  layer: tf.layers.Layer,
  values: { readonly kernel: number[]; readonly bias: number[]; readonly vector: number[] },
): void {
  tf.tidy(() => {
    const [kernel, bias, vector] = layer.weights.map(({ shape }) => shape as number[]);
    layer.setWeights([
      tf.tensor(values.kernel, kernel),
      tf.tensor(values.bias, bias),
      tf.tensor(values.vector, vector),
    ]);
  });
}

/** Holds outputs, vectors and slopes of two calls in training mode against those of PyTorch. */
export async function checkTwoCalls(kind: 'dense' | 'convolution'): Promise<void> {
  const { make, shape } = spectralLayers[kind];
  const expected = reference[kind];
  const layer = make();
  const x = tf.tensor(expected.x, [...shape]);
  tf.dispose(layer.apply(x) as tf.Tensor);
  startFrom(layer, expected.start);

  const first = layer.apply(x, training) as tf.Tensor;
  await expectValues(first, expected.calls[0]!.output);
  await expectValues(weightOf(layer, 2), expected.calls[0]!.vector);
  const variables = [weightOf(layer, 0), weightOf(layer, 1)];
  const { value, grads } = tf.variableGrads(() => {
    const y = layer.apply(x, training) as tf.Tensor;
    const weights = Array.from({ length: y.size }, (_, i) => Math.cos(i));
    return tf.sum(tf.mul(y, tf.tensor(weights, y.shape)));
  }, variables);
  const { output, vector } = expected.calls[1]!;
  await expectValues(value, [output.reduce((sum, each, i) => sum + each * Math.cos(i), 0)]);
  await expectValues(weightOf(layer, 2), vector);
  await expectValues(grads[variables[0]!.name]!, expected.slopes.kernel);
  await expectValues(grads[variables[1]!.name]!, expected.slopes.bias);
  tf.dispose([x, first, value, ...Object.values(grads)]);
  layer.dispose();
}

/** Holds a gradient penalty through two layers, and its slopes, against those of PyTorch. */
export async function checkPenalty(): Promise<void> {
  const expected = reference.gradientPenalty;
  const hidden = new SpectralDense({ units: 3, name: 'hidden' });
  const logit = new SpectralDense({ units: 1, name: 'logit' });
  const x = tf.tensor(expected.x, [5, 4]);
  const mix = tf.zeros([5]);
  const critic = (at: tf.Tensor) =>
    logit.apply(tf.tanh(hidden.apply(at, training) as tf.Tensor), training) as tf.Tensor;
  tf.tidy(() => void critic(x));
  startFrom(hidden, expected.hidden);
  startFrom(logit, expected.logit);

  const variables = [weightOf(hidden, 0), weightOf(logit, 0), weightOf(hidden, 1)];
  const { value, grads } = tf.variableGrads(() => gradientPenalty(critic, [x], [x], mix), variables);
  await expectValues(value, [expected.value]);
  const slopes = [...expected.kernels, expected.bias];
  for (const [index, { name }] of variables.entries()) await expectValues(grads[name]!, slopes[index]!, 1e-4);
  tf.dispose([x, mix, value, ...Object.values(grads)]);
  hidden.dispose();
  logit.dispose();
}

async function expectValues(tensor: tf.Tensor, expected: readonly number[], relative = 1e-5): Promise<void> {
  expectAllClose(await tensor.data(), expected, { ...exact, relative });
}

export { reference };
