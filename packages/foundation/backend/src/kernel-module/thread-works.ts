import { testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { updateInPlace } from '../updates/update-in-place.js';
import { operands, runFused, runKernel } from '../wasm-kernels/convolution-calls.js';
import type { Convolution } from '../wasm-kernels/convolution-reference.js';
import { activationNames, testSlope } from '../wasm-kernels/fused-reference.js';

/** Batch, rows, depth, columns: small, at the edges of blocks, long in each direction, more than may be shared out. */
const products = [
  [1, 3, 5, 2],
  [1, 127, 131, 129],
  [1, 64, 1500, 40],
  [1, 1021, 33, 65],
  [1, 21, 129, 1203],
  [1, 1, 800, 1300],
  [1, 261, 514, 513],
  [5, 67, 130, 71],
  [700, 9, 17, 20],
  [4200, 4, 8, 8],
] as const;

/** Products with every transposition, with and without bias, with each activation in turn. */
function productResults(): Float32Array[] {
  return products.flatMap(([batch, rows, depth, columns], size) =>
    [0, 1, 2, 3].map((variant) => {
      const [transposeA, transposeB] = [variant > 1, variant % 2 === 1];
      const activation = activationNames[(4 * size + variant) % activationNames.length]!;
      return tf.tidy(() => {
        const a = tensor([batch, ...(transposeA ? [depth, rows] : [rows, depth])], 1);
        const b = tensor([batch, ...(transposeB ? [columns, depth] : [depth, columns])], 2);
        const inputs = { a, b, ...(variant === 0 ? {} : { bias: tensor([columns], 3) }) };
        const attrs = { transposeA, transposeB, activation, leakyreluAlpha: testSlope };
        const result = tf.engine().runKernel('_FusedMatMul', inputs, attrs) as tf.Tensor;
        return result.dataSync<'float32'>();
      });
    }),
  );
}

const convolution: Convolution = {
  images: 5,
  size: [29, 31],
  channels: 1,
  taps: [3, 4],
  outputs: 17,
  strides: [1, 1],
  dilations: [1, 1],
  padding: 'same',
  depthwise: false,
};

/** Convolutions of few and many channels and both of their gradients. */
function convolutionResults(): Float32Array[] {
  const variants = [1, 3, 4, 32].flatMap((channels): Convolution[] => [
    { ...convolution, channels },
    { ...convolution, channels, strides: [2, 3], padding: [1, 2, 0, 3], outputs: 24 },
    { ...convolution, channels, images: 1, size: [41, 40], dilations: [2, 1], padding: 'valid' },
    { ...convolution, channels, outputs: 2, depthwise: true },
  ]);
  return variants.flatMap((variant) => {
    const given = operands(variant, 5);
    const parts = ['output', 'filter', 'input'] as const;
    return [...parts.map((part) => runKernel(part, variant, given)), runFused(variant, given, 'elu')];
  });
}

/** The losses of 20 steps of a small convolutional network, and its weights after them. */
function trainingResults(): Float32Array[] {
  const shapes = [[3, 3, 1, 16], [16], [4, 4, 16, 32], [32], [7 * 7 * 32, 10], [10]];
  const variables = shapes.map((shape, i) =>
    tf.tidy(() => tf.variable(tf.mul(tensor(shape, i + 1), 2 / Math.sqrt(tf.util.sizeFromShape(shape))))),
  );
  const moments = shapes.map((shape) => [tf.zeros(shape), tf.zeros(shape)]);
  const [w1, b1, w2, b2, w3, b3] = variables as tf.Tensor[];
  const forward = (x: tf.Tensor) => {
    const bias = b1!;
    const filter = w1 as tf.Tensor4D;
    const h1 = tf.fused.conv2d({
      x: x as tf.Tensor4D,
      filter,
      bias,
      strides: 2,
      pad: 'same',
      activation: 'relu',
    });
    const h2 = tf.elu(tf.add(tf.conv2d(h1, w2 as tf.Tensor4D, 2, 'same'), b2!));
    return tf.add(tf.matMul(tf.reshape(h2, [16, -1]), w3!), b3!);
  };
  const losses: Float32Array[] = [];
  for (let step = 1; step <= 20; step++) {
    tf.tidy(() => {
      const x = tensor([16, 28, 28, 1], 100 + step);
      const y = tensor([16, 10], 200 + step);
      const loss = () => tf.mean(tf.squaredDifference(forward(x), y)) as tf.Scalar;
      const { value, grads } = tf.variableGrads(loss, variables);
      losses.push(value.dataSync<'float32'>());
      const numbers = { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, weightDecay: 0 };
      updateInPlace(
        { name: 'adam', ...numbers, step },
        variables.map((variable, i) => ({ variable, gradient: grads[variable.name]!, slots: moments[i]! })),
      );
    });
  }
  const values = variables.map((variable) => variable.dataSync<'float32'>());
  tf.dispose([...variables, ...moments.flat()]);
  return [...losses, ...values];
}

const made = new Map<string, Float32Array>();

function tensor(shape: readonly number[], seed: number): tf.Tensor {
  const size = tf.util.sizeFromShape([...shape]);
  // Drawing them takes longer than what is done with them.
  const values = made.get(`${size} ${seed}`) ?? testValues(size, -1, 1, seed);
  made.set(`${size} ${seed}`, values);
  return tf.tensor(values, [...shape]);
}

/** What tests give to several threads: all that is shared out among them. */
export const threadWorks = {
  products: productResults,
  convolutions: convolutionResults,
  'training steps': trainingResults,
};

/** The indices of the arrays that are not the same to the bit. */
export function differing(actual: readonly Float32Array[], expected: readonly Float32Array[]): number[] {
  return expected.flatMap((values, i) => (sameBits(values, actual[i]!) ? [] : [i]));
}

function sameBits(a: Float32Array, b: Float32Array): boolean {
  const [wordsA, wordsB] = [new Uint32Array(a.slice().buffer), new Uint32Array(b.slice().buffer)];
  return wordsA.length === wordsB.length && wordsA.every((word, i) => word === wordsB[i]);
}
