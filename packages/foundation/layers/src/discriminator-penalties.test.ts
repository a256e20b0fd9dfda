import { useBackend } from '@autoencoders/backend';
import { gradientPenalty, r1Penalty } from '@autoencoders/losses';
import { expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type DiscriminatorOptions, discriminator } from './index.js';

const aids = { spectralNormalization: true, minibatchStandardDeviation: true };

const networks: [string, DiscriminatorOptions][] = [
  ['of images, to a dense layer', { inputShape: [5, 4, 2], filters: [3], hidden: [5], ...aids }],
  ['of pairs', { inputShape: [4], besideDim: 3, hidden: [6, 5], ...aids }],
  [
    'of images, normalised',
    { inputShape: [5, 4, 2], filters: [3, 2], hidden: [5], batchNormalization: true },
  ],
  ['of pairs, normalised', { inputShape: [4], besideDim: 3, hidden: [6, 5], batchNormalization: true }],
];

const inputsOf = (network: tf.LayersModel, batch: number, seed: number) =>
  network.inputs.map((input, index) => {
    const shape = input.shape.slice(1) as number[];
    const values = testValues(batch * tf.util.sizeFromShape(shape), -1, 1, seed + index);
    return tf.tensor(values, [batch, ...shape]);
  });

const judge = (network: tf.LayersModel, inputs: readonly tf.Tensor[]) =>
  network.apply(inputs.length === 1 ? inputs[0]! : [...inputs], { training: true }) as tf.Tensor;

const penalties: Record<string, (network: tf.LayersModel) => tf.Scalar> = {
  'gradient penalty': (network) =>
    gradientPenalty(
      (...inputs) => judge(network, inputs),
      inputsOf(network, 4, 8),
      inputsOf(network, 4, 28),
      tf.tensor1d([0.1, 0.4, 0.6, 0.9]),
    ),
  R1: (network) => r1Penalty((...inputs) => judge(network, inputs), inputsOf(network, 4, 8)),
};

/**
 * A penalty that finds the weights that are not trained as they now are. In training mode the vectors of spectral norms
 * move at each call; once settled they are at an extremum, where it does not matter that the slope holds them.
 */
function settled(network: tf.LayersModel, penalty: (network: tf.LayersModel) => tf.Scalar): () => tf.Scalar {
  const one = inputsOf(network, 1, 8);
  for (let n = 0; n < 40; n++) tf.dispose(judge(network, one));
  const vectors = network.nonTrainableWeights.map((weight) => [weight, tf.clone(weight.read())] as const);
  return () => {
    for (const [weight, value] of vectors) weight.write(tf.clone(value));
    return penalty(network);
  };
}

describe.each(['cpu', 'wasm'] as const)('on %s', (engine) => {
  beforeAll(async () => {
    await useBackend(engine);
  });

  describe.each(networks)('a discriminator %s', (_name, options) => {
    it.each(Object.entries(penalties))('has the slopes of its %s', async (_penalty, penalty) => {
      await expectNoLeak(() => {
        const network = discriminator({ ...options, seed: 8 });
        tf.tidy(() => {
          const value = settled(network, penalty);
          const variables = network.trainableWeights.map((weight) => weight.read() as tf.Variable);
          const starts = variables.map((variable) => tf.clone(variable));
          const along = variables.map(({ shape, size }, i) =>
            tf.tensor(testValues(size, -1, 1, 20 + i), shape),
          );
          const { grads } = tf.variableGrads(value, variables);
          const products = variables.map(({ name }, i) =>
            grads[name] ? tf.sum(tf.mul(grads[name], along[i]!)) : tf.scalar(0),
          );
          const at = (step: number) => {
            for (const [i, variable] of variables.entries()) {
              variable.assign(tf.add(starts[i]!, tf.mul(along[i]!, step)));
            }
            return value().dataSync()[0]!;
          };
          // So near that no leaky ReLU turns in between.
          const step = 5e-4;
          const expected = (at(step) - at(-step)) / (2 * step);
          expect(Math.abs(expected)).toBeGreaterThan(0.01);
          expect(Math.abs(tf.addN(products).dataSync()[0]! / expected - 1)).toBeLessThan(0.01);
        });
        network.dispose();
      });
    });
  });
});
