import { randomSource } from '@autoencoders/backend';
import * as tf from '@tensorflow/tfjs';
import { vectorQuantizedAutoencoder } from '../vector-quantized-autoencoder.js';

type Options = Parameters<typeof vectorQuantizedAutoencoder>[0];

/** Weights of one dense layer each way between two values and one vector of two, and a codebook of four. */
export const numbers = {
  encoder: [
    [0.6, -0.3],
    [0.2, 0.9],
  ],
  encoderBias: [0.1, -0.2],
  decoder: [
    [1.1, -0.4],
    [0.3, 0.7],
  ],
  decoderBias: [0.05, 0.15],
  codebook: [
    [0.3, -0.1],
    [0.5, 0.6],
    [-0.4, 0.2],
    [5, 5],
  ],
};

export const inputs = [
  [0.25, 0.9],
  [0.8, 0.1],
  [0.5, 0.4],
];

/** The context of a training step; what it remembers is lost where nobody asks for it. */
export const step = {
  step: 3,
  epoch: 0,
  training: true,
  random: randomSource(11, 3),
  remember: (_variable: tf.Variable, _value: tf.Tensor) => {},
};

/** A model of these numbers with a Gaussian likelihood of variance 1. */
export function byHand(options: Partial<Options> = {}) {
  const model = vectorQuantizedAutoencoder({
    inputShape: [2],
    codes: 4,
    codeDim: 2,
    positions: 1,
    hidden: [],
    likelihood: 'gaussian',
    start: 'uniform',
    revival: 0,
    ...options,
  });
  tf.tidy(() => {
    model.networks.encoder.setWeights([tf.tensor2d(numbers.encoder), tf.tensor1d(numbers.encoderBias)]);
    model.networks.decoder.setWeights([tf.tensor2d(numbers.decoder), tf.tensor1d(numbers.decoderBias)]);
    model.state.codebook!.assign(tf.tensor2d(numbers.codebook));
  });
  return model;
}

/** `x W + b` of one row. */
export function affine(
  x: readonly number[],
  kernel: readonly number[][],
  bias: readonly number[],
): [number, number] {
  const at = (column: number) => x[0]! * kernel[0]![column]! + x[1]! * kernel[1]![column]! + bias[column]!;
  return [at(0), at(1)];
}

/** The encoder's outputs, and of each the nearest code, in double precision. */
export function assignments() {
  return inputs.map((x) => {
    const z = affine(x, numbers.encoder, numbers.encoderBias);
    const distances = numbers.codebook.map(([a, b]) => (z[0] - a!) ** 2 + (z[1] - b!) ** 2);
    const index = distances.indexOf(Math.min(...distances));
    return { x, z, index, e: numbers.codebook[index]!, distance: distances[index]! };
  });
}
