import * as tf from '@tensorflow/tfjs';
import type { Critic } from '../adversarial/gradient-penalty.js';
import { denseLayer } from './reference.js';

/** A critic in tfjs, and of one example in double precision. */
export interface CriticPair {
  /** Of one example of each input. */
  readonly inputShapes: readonly (readonly number[])[];
  /** Shapes of its weights, which lie one after the other. */
  readonly weightShapes: readonly (readonly number[])[];
  readonly critic: (weights: readonly tf.Tensor[]) => Critic;
  /** The logit; `watch` sees what its activation is given. */
  readonly reference: (x: readonly number[], weights: readonly number[], watch?: Watch) => number;
}

/** Told of values on the way. */
export type Watch = (values: readonly number[]) => void;

const slope = 0.2;

const activations: Record<string, [(x: tf.Tensor) => tf.Tensor, (x: number) => number]> = {
  tanh: [(x) => tf.tanh(x), Math.tanh],
  'leaky ReLU': [(x) => tf.leakyRelu(x, slope), (x) => (x > 0 ? x : slope * x)],
  softplus: [(x) => tf.softplus(x), (x) => Math.log1p(Math.exp(x))],
};

const hidden = 4;

function denseCritic(activation: string, widths: readonly number[]): CriticPair {
  const [inTensors, inDoubles] = activations[activation]!;
  const width = widths.reduce((sum, each) => sum + each);
  return {
    inputShapes: widths.map((each) => [each]),
    weightShapes: [[width, hidden], [hidden], [hidden, 1], [1]],
    critic:
      ([kernel, bias, last, lastBias]) =>
      (...xs) => {
        const joined = xs.length === 1 ? xs[0]! : tf.concat([...xs], 1);
        const units = inTensors(tf.add(tf.matMul(joined, kernel!), bias!));
        return tf.add(tf.matMul(units, last!), lastBias!);
      },
    reference: (x, weights, watch) => {
      const size = width * hidden;
      const sums = denseLayer(x, weights.slice(0, size), weights.slice(size, size + hidden));
      watch?.(sums);
      const rest = weights.slice(size + hidden);
      return denseLayer(sums.map(inDoubles), rest.slice(0, hidden), rest.slice(hidden))[0]!;
    },
  };
}

/** Of images of 4 x 3 a convolution of stride 2 makes 2 x 2, with zeros below, and on both sides. */
const convolutional: CriticPair = {
  inputShapes: [[4, 3, 1]],
  weightShapes: [[3, 3, 1, 2], [2], [8, 1], [1]],
  critic:
    ([filter, bias, last, lastBias]) =>
    (x) => {
      const maps = tf.add(tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 2, 'same'), bias!);
      return tf.add(tf.matMul(tf.reshape(tf.leakyRelu(maps, slope), [-1, 8]), last!), lastBias!);
    },
  reference: (x, weights, watch) => {
    const sums = [0, 1, 2, 3].flatMap((place) =>
      [0, 1].map((channel) => {
        let sum = weights[18 + channel]!;
        for (let v = 0; v < 3; v++) {
          for (let u = 0; u < 3; u++) {
            const [row, column] = [2 * Math.floor(place / 2) + v, 2 * (place % 2) + u - 1];
            if (row > 3 || column < 0 || column > 2) continue;
            sum += x[row * 3 + column]! * weights[(v * 3 + u) * 2 + channel]!;
          }
        }
        return sum;
      }),
    );
    watch?.(sums);
    const units = sums.map(activations['leaky ReLU']![1]);
    return denseLayer(units, weights.slice(20, 28), weights.slice(28))[0]!;
  },
};

/** By what they are made of. */
export const critics: Readonly<Record<string, CriticPair>> = {
  ...Object.fromEntries(
    Object.keys(activations).flatMap((activation) => [
      [activation, denseCritic(activation, [3])],
      [`${activation}, of two inputs`, denseCritic(activation, [3, 2])],
    ]),
  ),
  'convolution and leaky ReLU': convolutional,
};
