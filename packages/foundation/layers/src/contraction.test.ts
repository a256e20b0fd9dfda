import { useBackend } from '@autoencoders/backend';
import {
  jacobianChange,
  jacobianChangePerExample,
  jacobianSquaredNorm,
  jacobianSquaredNormPerExample,
  projectedJacobianSquaredNorm,
  projectedJacobianSquaredNormPerExample,
} from '@autoencoders/losses';
import { expectAllClose, expectNoLeak, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ActivationName, activationNames, convEncoder, denseEncoder } from './index.js';

// Jacobians of encoders of two layers, against finite differences of the encoders in double precision.

const [batch, latentDim, step] = [2, 2, 1e-4] as const;

interface Network {
  readonly inputShape: readonly number[];
  readonly weights: number;
  /** Of values that keep every layer away from kinks. */
  readonly seed: number;
  readonly build: (activation: ActivationName) => tf.LayersModel;
  /** The code of one example; `activate` sees the values of each layer, `[..., channels]`. */
  readonly encode: (x: ArrayLike<number>, weights: ArrayLike<number>, activate: Activate) => number[];
}

type Activate = (a: number[], channels: number) => number[];

const networks: Record<string, Network> = {
  dense: {
    inputShape: [5],
    weights: 5 * 4 + 4 + 4 * latentDim + latentDim,
    seed: 190,
    build: (activation) =>
      denseEncoder({ inputShape: [5], hidden: [4], latentDim, activation, outputActivation: activation }),
    encode: (x, weights, activate) => {
      const hidden = activate(dense(x, weights, 0, 4), 4);
      return activate(dense(hidden, weights, 24, latentDim), latentDim);
    },
  },
  // Of 4 rows and 3 columns stride 2 and 'same' leave 2 and 2, with zeros below, and on both sides.
  convolutional: {
    inputShape: [4, 3, 1],
    weights: 9 * 2 + 2 + 8 * latentDim + latentDim,
    seed: 124,
    build: (activation) =>
      convEncoder({
        inputShape: [4, 3, 1],
        filters: [2],
        latentDim,
        activation,
        outputActivation: activation,
      }),
    encode: (x, weights, activate) => {
      const planes = activate(convolution(x, weights), 2);
      return activate(dense(planes, weights, 20, latentDim), latentDim);
    },
  },
};

/** `x W + b`, with `W` and `b` one after the other from `start`. */
function dense(x: ArrayLike<number>, weights: ArrayLike<number>, start: number, units: number): number[] {
  return Array.from({ length: units }, (_, j) => {
    let sum = weights[start + x.length * units + j]!;
    for (let i = 0; i < x.length; i++) sum += x[i]! * weights[start + i * units + j]!;
    return sum;
  });
}

/** `[4, 3, 1]` to `[2, 2, 2]` by a filter of `[3, 3, 1, 2]` and a bias. */
function convolution(x: ArrayLike<number>, weights: ArrayLike<number>): number[] {
  return [0, 1, 2, 3].flatMap((position) =>
    [0, 1].map((channel) => {
      let sum = weights[18 + channel]!;
      for (let v = 0; v < 3; v++)
        for (let u = 0; u < 3; u++) {
          const [row, column] = [2 * Math.floor(position / 2) + v, 2 * (position % 2) + u - 1];
          if (row > 3 || column < 0 || column > 2) continue;
          sum += x[row * 3 + column]! * weights[(v * 3 + u) * 2 + channel]!;
        }
      return sum;
    }),
  );
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const softplus = (x: number) => Math.log1p(Math.exp(x));
const activations: Record<Exclude<ActivationName, 'softmax'>, (x: number) => number> = {
  linear: (x) => x,
  relu: (x) => Math.max(0, x),
  relu6: (x) => Math.min(6, Math.max(0, x)),
  elu: (x) => (x > 0 ? x : Math.expm1(x)),
  selu: (x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x)),
  gelu: (x) => x * normalDistribution(x),
  gelu_new: (x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  sigmoid,
  hardSigmoid: (x) => Math.min(1, Math.max(0, 0.2 * x + 0.5)),
  tanh: Math.tanh,
  softplus,
  softsign: (x) => x / (1 + Math.abs(x)),
  swish: (x) => x * sigmoid(x),
  mish: (x) => x * Math.tanh(softplus(x)),
};

/** `Φ(x) = ½ + φ(x) (x + x³/3 + x⁵/(3·5) + …)`. */
function normalDistribution(x: number): number {
  let [term, sum] = [x, x];
  for (let n = 3; n < 120; n += 2) {
    term *= (x * x) / n;
    sum += term;
  }
  return 0.5 + (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}

const activateBy = (name: ActivationName): Activate => {
  if (name !== 'softmax') return (a) => a.map(activations[name]);
  return (a, channels) =>
    a.map((value, i) => {
      const first = i - (i % channels);
      const powers = a.slice(first, first + channels).map(Math.exp);
      return Math.exp(value) / powers.reduce((sum, power) => sum + power, 0);
    });
};

/** A penalty in tfjs, and of one example's Jacobians here: `[j][i]`, at `x` and at `noisy`. */
interface Form {
  readonly perExample: (encode: Encode, x: tf.Tensor, noisy: tf.Tensor) => tf.Tensor1D;
  readonly mean: (encode: Encode, x: tf.Tensor, noisy: tf.Tensor) => tf.Scalar;
  readonly reference: (at: Float64Array[], there: Float64Array[]) => number;
}
type Encode = (x: tf.Tensor) => tf.Tensor;

const direction = [0.8, -1.3];
const along = () => tf.tensor3d(direction, [1, 1, latentDim]);
const squares = (values: Float64Array) => values.reduce((sum, value) => sum + value * value, 0);
const forms: Record<string, Form> = {
  'squared norm': {
    perExample: (encode, x) => jacobianSquaredNormPerExample(encode, x, [latentDim]),
    mean: (encode, x) => jacobianSquaredNorm(encode, x, [latentDim]),
    reference: (at) => at.reduce((sum, row) => sum + squares(row), 0),
  },
  'projected squared norm': {
    perExample: (encode, x) => projectedJacobianSquaredNormPerExample(encode, x, along()),
    mean: (encode, x) => projectedJacobianSquaredNorm(encode, x, along()),
    reference: (at) =>
      squares(at[0]!.map((_, i) => at.reduce((sum, row, j) => sum + direction[j]! * row[i]!, 0))),
  },
  change: {
    perExample: (encode, x, noisy) => jacobianChangePerExample(encode, x, noisy, [latentDim]),
    mean: (encode, x, noisy) => jacobianChange(encode, x, noisy, [latentDim]),
    reference: (at, there) =>
      at.reduce((sum, row, j) => sum + squares(row.map((value, i) => value - there[j]![i]!)), 0),
  },
};

describe.each(Object.entries(networks))('the Jacobian of a %s encoder', (_network, network) => {
  const size = network.inputShape.reduce((product, length) => product * length);
  const values = testValues(batch * size, -1, 1, network.seed + 1);
  const noisyValues = testValues(batch * size, -1, 1, network.seed + 2);
  const weights = testValues(network.weights, -0.9, 0.9, network.seed);
  const example = (from: Float32Array, n: number) => from.slice(n * size, (n + 1) * size);

  it('is taken away from kinks', () => {
    for (const name of activationNames) {
      const activate = activateBy(name);
      const seen = [values, noisyValues].flatMap((from) =>
        [0, 1].flatMap((n) => {
          const all: number[] = [];
          const watch: Activate = (a, channels) => {
            all.push(...a);
            return activate(a, channels);
          };
          network.encode(example(from, n), weights, watch);
          return all;
        }),
      );
      const distances = seen.flatMap((a) => [-2.5, 0, 2.5, 6].map((kink) => Math.abs(a - kink)));
      expect(Math.min(...distances)).toBeGreaterThan(0.05);
      expect(Math.min(...seen)).toBeLessThan(0);
      expect(Math.max(...seen)).toBeGreaterThan(0);
    }
  });

  describe.each(activationNames)('with %s', (name) => {
    const activate = activateBy(name);
    const jacobian = (x: ArrayLike<number>, w: ArrayLike<number>) =>
      Array.from({ length: latentDim }, (_, j) =>
        finiteDifferences((at) => network.encode(at, w, activate)[j]!, x, step),
      );

    describe.each(Object.entries(forms))('%s', (_form, { perExample, mean, reference }) => {
      const each = (w: ArrayLike<number>) =>
        [0, 1].map((n) => reference(jacobian(example(values, n), w), jacobian(example(noisyValues, n), w)));
      const total = (w: ArrayLike<number>) => each(w).reduce((sum, value) => sum + value, 0) / batch;
      const expected = each(weights);
      const slopes = finiteDifferences(total, weights, step);

      describe.each(['cpu', 'wasm'] as const)('on %s', (engine) => {
        beforeAll(() => useBackend(engine));

        it('has the value and gradient of finite differences', async () => {
          await expectNoLeak(() => {
            const model = network.build(name);
            tf.tidy(() => {
              let start = 0;
              model.setWeights(
                model.getWeights().map(({ shape, size: length }) => {
                  start += length;
                  return tf.tensor(weights.slice(start - length, start), shape);
                }),
              );
              const x = tf.tensor(values, [batch, ...network.inputShape]);
              const noisy = tf.tensor(noisyValues, x.shape);
              const encode: Encode = (at) => model.apply(at) as tf.Tensor;
              expectAllClose(perExample(encode, x, noisy).dataSync(), expected, {
                relative: 2e-5,
                absolute: 1e-6,
              });
              const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
              const { grads } = tf.variableGrads(() => mean(encode, x, noisy), variables);
              const found = variables.flatMap((each) => [
                ...(grads[each.name] ?? tf.zerosLike(each)).dataSync(),
              ]);
              expectAllClose(found, slopes, { relative: 2e-4, absolute: 2e-5 });
            });
            model.dispose();
          });
        });
      });
    });
  });
});
