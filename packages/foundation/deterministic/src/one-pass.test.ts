import { randomSource } from '@autoencoders/backend';
import { type StepContext, useBackend } from '@autoencoders/core';
import { klSparsityPenalty, l1Penalty, type PenaltyTerm } from '@autoencoders/losses';
import { expectAllClose, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { deterministicModel, deterministicOptions } from './index.js';
import { average, columnMeans, denseOutputs, sum } from './testing/double-precision.js';

beforeAll(() => useBackend('cpu'));

/** Hands on what it is given, and notes each call's `training`. */
class Noting extends tf.layers.Layer {
  static readonly className = 'Noting';
  readonly calls: (boolean | undefined)[] = [];

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
    this.calls.push(kwargs.training);
    return tf.clone(Array.isArray(inputs) ? inputs[0]! : inputs);
  }
}

/** Two dense layers with sigmoid, a layer that notes calls between them. */
function network(name: string, widths: readonly [number, number, number], seed: number) {
  const noting = new Noting({ name: `${name}-noting` });
  const dense = (units: number, layer: string, by: number) =>
    tf.layers.dense({
      units,
      activation: 'sigmoid',
      name: `${name}-${layer}`,
      kernelInitializer: tf.initializers.randomUniform({ minval: -2, maxval: 2, seed: seed + by }),
    });
  const input = tf.input({ shape: [widths[0]] });
  const hidden = dense(widths[1], 'hidden-1', 1).apply(input);
  const output = dense(widths[2], 'end', 2).apply(noting.apply(hidden));
  return { noting, model: tf.model({ inputs: input, outputs: output as tf.SymbolicTensor, name }) };
}

it('penalties on layers of both networks and on the code take one pass', () => {
  const encoder = network('encoder', [4, 3, 2], 10);
  const decoder = network('decoder', [2, 5, 4], 20);
  const rows = [1, 2, 3].map((seed) => [...testValues(4, 0, 1, seed)]);
  const ofOwn: PenaltyTerm = {
    name: 'ofOwn',
    weight: 2,
    layers: ['decoder-hidden-1', 'encoder-noting'],
    evaluate: ({ activation }) =>
      tf.add(tf.mean(activation('decoder-hidden-1')), tf.mean(activation('encoder-noting'))),
  };
  const model = deterministicModel(
    { encoder: encoder.model, decoder: decoder.model },
    deterministicOptions.parse({ inputShape: [4], latentDim: 2 }),
    {
      penalties: [
        l1Penalty({ weight: 0.5, layers: ['encoder-hidden-1', 'code', 'decoder-hidden-1'] }),
        klSparsityPenalty({ weight: 0.25, layers: ['decoder-hidden-1'] }),
        ofOwn,
      ],
    },
  );
  const step: StepContext = { step: 0, epoch: 0, training: true, random: randomSource(1) };
  const found = tf.tidy(() => {
    const terms = model.phases[0]!.loss({ x: tf.tensor2d(rows) }, step);
    return Object.fromEntries(Object.entries(terms).map(([name, value]) => [name, value.dataSync()[0]!]));
  });
  expect(encoder.noting.calls).toEqual([true]);
  expect(decoder.noting.calls).toEqual([true]);

  const ofEncoder = denseOutputs(encoder.model, rows);
  const ofDecoder = denseOutputs(decoder.model, ofEncoder['encoder-end']!);
  const hidden = ofEncoder['encoder-hidden-1']!;
  const grown = ofDecoder['decoder-hidden-1']!;
  const l1Sparsity = sum(
    [hidden, ofEncoder['encoder-end']!, grown].map((values) => average(values, Math.abs)),
  );
  const klSparsity = sum(
    columnMeans(grown).map((mean) => 0.05 * Math.log(0.05 / mean) + 0.95 * Math.log(0.95 / (1 - mean))),
  );
  const own = average(grown, (a) => a / 5) + average(hidden, (a) => a / 3);
  const squaredError = average(ofDecoder['decoder-end']!, (y, n, j) => (rows[n]![j]! - y) ** 2);
  expectAllClose(
    [found.loss!, found.squaredError!, found.l1Sparsity!, found.klSparsity!, found.ofOwn!],
    [
      squaredError + 0.5 * l1Sparsity + 0.25 * klSparsity + 2 * own,
      squaredError,
      l1Sparsity,
      klSparsity,
      own,
    ],
  );
  encoder.model.dispose();
  decoder.model.dispose();
});

it("what a penalty has encoded is encoded outside training, so that each example's code is its own", () => {
  const encoder = network('encoder', [4, 3, 2], 10);
  const decoder = network('decoder', [2, 5, 4], 20);
  const model = deterministicModel(
    { encoder: encoder.model, decoder: decoder.model },
    deterministicOptions.parse({ inputShape: [4], latentDim: 2 }),
    { penalties: [({ encode, x }) => tf.mean(encode(x)) as tf.Scalar] },
  );
  const step: StepContext = { step: 0, epoch: 0, training: true, random: randomSource(1) };
  tf.tidy(() => model.phases[0]!.loss({ x: tf.zeros([2, 4]) }, step));
  expect(encoder.noting.calls.map(Boolean)).toEqual([true, false]);
  encoder.model.dispose();
  decoder.model.dispose();
});
