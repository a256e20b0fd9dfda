import { useBackend } from '@autoencoders/backend';
import { OptionError } from '@autoencoders/errors';
import { expectAllClose } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { contractivePenalty, jacobianSquaredNorm, penaltyTerms } from '../index.js';
import { jacobian, squaredNorm } from '../testing/reference.js';
import {
  batch,
  encoderOf,
  evaluated,
  exampleOf,
  type Layers,
  referenceEncoder,
  weightsOf,
  x,
} from '../testing/reference-encoders.js';

beforeAll(() => useBackend('wasm'));

const termOf = (...options: Parameters<typeof contractivePenalty>) =>
  penaltyTerms(contractivePenalty(...options))[0]!;

/** The exact value, by finite differences in double precision. */
function exactly(layers: Layers): number {
  const encode = referenceEncoder(layers, weightsOf(layers));
  const norms = Array.from({ length: batch }, (_, n) => squaredNorm(jacobian(encode, exampleOf(x, n))));
  return norms.reduce((sum, norm) => sum + norm) / batch;
}

describe("method 'auto'", () => {
  // What was encoded tells the way that was taken.
  const ways = {
    'the closed form': (_units: number) => [],
    'the exact one': (units: number) => [batch * units],
    projections: (_units: number) => [batch * 2],
  };

  it.each<[keyof typeof ways, string, Layers, number[]?]>([
    ['the closed form', 'one dense layer', [[5, 'sigmoid']]],
    ['the closed form', 'one dense layer, however wide', [[100, 'softplus']]],
    ['the closed form', 'one dense layer on images', [[5, 'tanh']], [2, 2, 1]],
    ['the exact one', 'a layer whose outputs depend on every sum', [[5, 'softmax']]],
    [
      'the exact one',
      'two layers to 32 units',
      [
        [3, 'tanh'],
        [32, 'sigmoid'],
      ],
    ],
    [
      'projections',
      'two layers to 33 units',
      [
        [3, 'tanh'],
        [33, 'sigmoid'],
      ],
    ],
  ])('takes %s for %s', (way, _of, layers, inputShape) => {
    const encoder = encoderOf(layers, inputShape);
    const { value, encoded } = evaluated(termOf({ projections: 2 }), encoder);
    expect(encoded).toEqual(ways[way](layers.at(-1)![0]));
    const exact = exactly(layers);
    if (way === 'projections') expect(Math.abs(value / exact - 1)).toBeGreaterThan(1e-3);
    else expectAllClose([value], [exact], { relative: 1e-5 });
    encoder.dispose();
  });

  it('takes the exact one where a dense layer serves each row of the input by itself', () => {
    const input = tf.input({ shape: [2, 2] });
    const dense = tf.layers.dense({ units: 3, activation: 'tanh' });
    const encoder = tf.model({ inputs: input, outputs: dense.apply(input) as tf.SymbolicTensor });
    const { value, encoded } = evaluated(termOf(), encoder);
    expect(encoded).toEqual([batch * 6]);
    const expected = tf.tidy(() => {
      const encode = (at: tf.Tensor) => encoder.apply(at) as tf.Tensor;
      return jacobianSquaredNorm(encode, tf.tensor(x, [batch, 2, 2]), [2, 3]).dataSync();
    });
    expectAllClose([value], expected, { relative: 1e-5 });
    encoder.dispose();
  });
});

describe('a method that is asked for', () => {
  const twoLayers: Layers = [
    [3, 'tanh'],
    [40, 'sigmoid'],
  ];

  it('is taken, however wide the code', () => {
    const encoder = encoderOf(twoLayers);
    const exact = evaluated(termOf({ method: 'exact' }), encoder);
    expect(exact.encoded).toEqual([batch * 40]);
    expectAllClose([exact.value], [exactly(twoLayers)], { relative: 1e-5 });
    expect(evaluated(termOf({ method: 'projections', projections: 3 }), encoder).encoded).toEqual([
      batch * 3,
    ]);
    encoder.dispose();
    const one = encoderOf([[5, 'sigmoid']]);
    expect(evaluated(termOf({ method: 'exact' }), one).encoded).toEqual([batch * 5]);
    expect(evaluated(termOf({ method: 'projections' }), one).encoded).toEqual([batch]);
    one.dispose();
  });

  it.each<[Layers, RegExp]>([
    [
      twoLayers,
      /method is 'closedForm'.*one dense layer.*'encoder' has InputLayer, Dense, Dense; choose 'exact'/,
    ],
    [[[5, 'softmax']], /an elementwise activation: the encoder 'encoder' has InputLayer, Dense/],
  ])('is refused where there is no closed form (%#)', (layers, message) => {
    const encoder = encoderOf(layers);
    const evaluate = () => evaluated(termOf({ method: 'closedForm' }), encoder);
    expect(evaluate).toThrow(OptionError);
    expect(evaluate).toThrow(message);
    encoder.dispose();
  });
});
