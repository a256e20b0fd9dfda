import { randomSource, useBackend, withRandomSource } from '@autoencoders/backend';
import { testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  activationNames,
  convDecoder,
  convEncoder,
  denseDecoder,
  denseEncoder,
  JumpRelu,
  TopK,
} from './index.js';

type Pair = readonly [encoder: tf.LayersModel, decoder: tf.LayersModel];

const style = { hidden: [6], latentDim: 3, batchNormalization: true, dropout: 0.2, seed: 5 };
const pairs: [string, number[], () => Pair][] = [
  [
    'dense, tabular',
    [30],
    () => [denseEncoder({ ...style, inputShape: [30] }), denseDecoder({ ...style, outputShape: [30] })],
  ],
  [
    'convolutional, odd image',
    [5, 7, 3],
    () => [
      convEncoder({ ...style, filters: [3, 4], inputShape: [5, 7, 3] }),
      convDecoder({ ...style, filters: [3, 4], outputShape: [5, 7, 3] }),
    ],
  ],
  [
    'residual, sequence',
    [11, 2],
    () => [
      convEncoder({ ...style, filters: [3, 4], residual: true, inputShape: [11, 2] }),
      convDecoder({ ...style, filters: [3, 4], residual: true, outputShape: [11, 2] }),
    ],
  ],
  ['k-sparse', [30], () => sparsePair(new TopK({ k: 3, name: 'top' }))],
  ['sparse by thresholds', [30], () => sparsePair(new JumpRelu({ name: 'jump' }))],
];

function sparsePair(head: tf.layers.Layer): Pair {
  const encoder = denseEncoder({ inputShape: [30], latentDim: 12, seed: 5 });
  const outputs = head.apply(encoder.outputs[0]!) as tf.SymbolicTensor;
  return [
    tf.model({ inputs: encoder.inputs, outputs, name: 'encoder' }),
    denseDecoder({ latentDim: 12, outputShape: [30], seed: 6 }),
  ];
}

const variablesOf = (models: Pair) =>
  models.flatMap((model) => model.trainableWeights.map((weight) => weight.read() as tf.Variable));

/** Losses of a few steps, with the dropout of a run. */
function train(models: Pair, shape: readonly number[], steps: number): number[] {
  const [encoder, decoder] = models;
  const size = shape.reduce((product, length) => product * length, 4);
  const x = tf.tensor(testValues(size), [4, ...shape]);
  const optimizer = tf.train.adam(0.02);
  const variables = variablesOf(models);
  const losses = Array.from({ length: steps }, (_, step) =>
    tf.tidy(() =>
      withRandomSource(randomSource(3, step), () => {
        const loss = () => {
          const code = encoder.apply(x, { training: true }) as tf.Tensor;
          const output = decoder.apply(code, { training: true }) as tf.Tensor;
          return tf.mean(tf.squaredDifference(output, x)) as tf.Scalar;
        };
        return optimizer.minimize(loss, true, variables)!.dataSync()[0]!;
      }),
    ),
  );
  tf.dispose(x);
  optimizer.dispose();
  return losses;
}

describe.each(['cpu', 'wasm'] as const)('on %s', (engine) => {
  beforeAll(async () => {
    await useBackend(engine);
  });

  it.each(pairs)('trains: %s, the same twice', (_name, shape, make) => {
    const before = tf.memory().numTensors;
    const runs = [0, 1].map(() => {
      const models = make();
      const losses = train(models, shape, 7);
      for (const model of models) model.dispose();
      return losses;
    });
    expect(tf.memory().numTensors).toBe(before);
    expect(runs[1]).toEqual(runs[0]);
    const mean = (losses: number[]) => losses.reduce((a, b) => a + b) / losses.length;
    expect(mean(runs[0]!.slice(-2))).toBeLessThan(mean(runs[0]!.slice(0, 2)));
  });

  it.each(activationNames)('reaches every weight with a finite gradient through %s', (activation) => {
    const options = { latentDim: 2, hidden: [6], filters: [4], seed: 2, activation };
    const models: Pair = [
      convEncoder({ ...options, inputShape: [4, 3, 1] }),
      convDecoder({ ...options, outputShape: [4, 3, 1], outputActivation: activation }),
    ];
    const norms = tf.tidy(() => {
      const x = tf.tensor(testValues(72), [6, 4, 3, 1]);
      const loss = () =>
        tf.sum(
          tf.squaredDifference(models[1].apply(models[0].apply(x)) as tf.Tensor, tf.add(x, 2)),
        ) as tf.Scalar;
      const { grads } = tf.variableGrads(loss, variablesOf(models));
      return variablesOf(models).map(({ name }) => tf.norm(grads[name]!).dataSync()[0]!);
    });
    expect(norms.every(Number.isFinite)).toBe(true);
    // A softmax over one channel is constant: nothing before it has a gradient.
    if (activation !== 'softmax') expect(Math.min(...norms)).toBeGreaterThan(0);
    for (const model of models) model.dispose();
  });
});

it('wasm computes what cpu computes', async () => {
  const outputs: number[][] = [];
  for (const engine of ['cpu', 'wasm'] as const) {
    await useBackend(engine);
    const [encoder, decoder] = pairs[1]![2]();
    outputs.push(
      tf.tidy(() => {
        const x = tf.tensor(testValues(2 * 105), [2, 5, 7, 3]);
        return [...(decoder.apply(encoder.apply(x)) as tf.Tensor).dataSync()];
      }),
    );
    encoder.dispose();
    decoder.dispose();
  }
  for (const [index, value] of outputs[1]!.entries()) expect(value).toBeCloseTo(outputs[0]![index]!, 5);
});
