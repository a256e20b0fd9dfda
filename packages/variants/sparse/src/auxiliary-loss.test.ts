import { fit, useBackend } from '@autoencoders/core';
import { digits } from '@autoencoders/data';
import { topK } from '@autoencoders/layers';
import { expectAllClose, finiteDifferences } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { auxiliaryLoss } from './auxiliary-loss.js';
import { sparseAutoencoder, unitActivity } from './index.js';
import { dense, mean, setLayers, squaredDistance, termsOf } from './testing/by-hand.js';

const rows = [
  [0.2, 0.7],
  [1, 0.1],
  [0.4, 0.5],
];
const encoder = {
  kernel: [
    [0.6, -0.8, 0.9, 0.2],
    [0.5, 0.3, -0.7, 0.4],
  ],
  bias: [0.05, 0.1, -0.02, 0.1],
};
const decoder = {
  kernel: [
    [0.9, -0.3],
    [0.1, 0.7],
    [-0.4, 0.5],
    [0.6, 0.6],
  ],
  bias: [0.05, -0.4],
};
const dead = [0, 1, 1, 1];

/** A code with its `k` largest units of those allowed. */
function kept(values: number[], k: number, allowed: number[]): number[] {
  const least = values
    .filter((_, unit) => allowed[unit] === 1)
    .sort((a, b) => b - a)
    .slice(0, k)
    .at(-1)!;
  return values.map((value, unit) => (allowed[unit] === 1 && value >= least ? value : 0));
}

/** What the reconstruction by the largest unit, which is above 0, misses of each row. */
const missed = rows.map((row) => {
  const output = dense(kept(dense(row, encoder), 1, [1, 1, 1, 1]), decoder);
  return row.map((value, i) => value - output[i]!);
});

/** The loss of two dead units as a function of all weights, with what is missed held fixed. */
function byHand(weights: ArrayLike<number>): number {
  const rowsFrom = (start: number, height: number, width: number) =>
    Array.from({ length: height }, (_, i) =>
      Array.from({ length: width }, (_, j) => weights[start + i * width + j]!),
    );
  const filters = { kernel: rowsFrom(0, 2, 4), bias: rowsFrom(8, 1, 4)[0]! };
  // The bias of the decoder cancels.
  const features = { kernel: rowsFrom(12, 4, 2), bias: [0, 0] };
  const errors = rows.map((row, i) =>
    squaredDistance(missed[i]!, dense(kept(dense(row, filters), 2, dead), features)),
  );
  return mean(errors);
}

const flat = [...encoder.kernel.flat(), ...encoder.bias, ...decoder.kernel.flat(), ...decoder.bias];

describe('the loss of dead units', () => {
  beforeAll(() => useBackend('cpu'));

  function create(more: { auxiliaryWeight?: number } = {}) {
    const shape = { inputShape: [2], latentDim: 4, centred: false };
    const model = sparseAutoencoder({ ...shape, sparsity: 'topK', k: 1, auxiliaryK: 2, ...more });
    setLayers(model.networks.encoder, { 'encoder-code': encoder });
    setLayers(model.networks.decoder, { 'decoder-output': decoder });
    return model;
  }
  const error = mean(missed.map((row) => squaredDistance(row, [0, 0])));

  it('is 0 while no unit is dead', () => {
    const model = create();
    model.state!.idle!.assign(tf.tensor1d([0, 10_000, 9000, 0]));
    const found = termsOf(model, rows);
    expect(found.auxiliary).toBe(0);
    expectAllClose([found.loss!], [error]);
    model.dispose();
  });

  it('is what the formula gives in double precision otherwise, weighed among the terms', () => {
    for (const auxiliaryWeight of [1 / 32, 0.5]) {
      const model = create(auxiliaryWeight === 0.5 ? { auxiliaryWeight } : {});
      model.state!.idle!.assign(tf.tensor1d([0, 10_001, 20_000, 10_001]));
      const found = termsOf(model, rows);
      expectAllClose(
        [found.auxiliary!, found.squaredError!, found.loss!],
        [byHand(flat), error, error + auxiliaryWeight * byHand(flat)],
      );
      model.dispose();
    }
  });

  it('is no term where its weight is 0', () => {
    const model = create({ auxiliaryWeight: 0 });
    expect(Object.keys(termsOf(model, rows))).not.toContain('auxiliary');
    model.dispose();
  });

  it('has the slope of the formula, which reaches the filters and features of dead units alone', () => {
    const model = create();
    const { networks } = model;
    const weights = [networks.encoder, networks.decoder].flatMap((network) =>
      network.trainableWeights.map((weight) => weight.read() as tf.Variable),
    );
    const term = auxiliaryLoss({
      weight: 1,
      k: 2,
      before: 'encoder-code',
      dead: () => tf.tensor1d(dead),
      mean: (output) => output,
    });
    const found = tf.tidy(() => {
      const x = tf.tensor2d(rows);
      const before = tf.model({
        inputs: networks.encoder.inputs,
        outputs: networks.encoder.getLayer('encoder-code').output as tf.SymbolicTensor,
      });
      const decode = (z: tf.Tensor) => networks.decoder.apply(z) as tf.Tensor;
      const { grads } = tf.variableGrads(() => {
        const values = before.apply(x) as tf.Tensor;
        const inputs = { x, output: decode(topK(values, 1)), activation: () => values, decode };
        return term.evaluate(inputs as never);
      }, weights);
      return weights.flatMap(({ name }) => [...grads[name]!.dataSync()]);
    });
    const expected = finiteDifferences(byHand, flat);
    expectAllClose(found, expected, { relative: 1e-3, absolute: 1e-5 });
    // Of the unit that is alive: its column, bias and row; and the bias of the decoder.
    const untouched = [0, 4, 8, 12, 13, 20, 21];
    for (const index of untouched) expect(found[index]).toBeCloseTo(0, 7);
    expect(expected.filter((slope) => Math.abs(slope) > 0.01).length).toBeGreaterThan(8);
    model.dispose();
  });
});

describe('units that die', () => {
  beforeAll(() => useBackend('wasm'));

  it('are revived by the loss, and stay dead without it', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const killed = 32;
    /** How many of the killed units no digit activates, before and after a training. */
    const deadUnits = async (auxiliaryWeight: number) => {
      const model = sparseAutoencoder({
        inputShape: [8, 8, 1],
        latentDim: 64,
        sparsity: 'topK',
        k: 4,
        auxiliaryK: 16,
        auxiliaryWeight,
        deadAfter: 1000,
      });
      const bias = model.networks.encoder.getLayer('encoder-code').weights[1]!.read() as tf.Variable;
      // So low a bias that they are below 0 on every digit.
      tf.tidy(() => bias.assign(tf.mul(tf.cast(tf.less(tf.range(0, 64), killed), 'float32'), -3)));
      const count = async () =>
        (await unitActivity(model, digits())).dead.filter((unit) => unit < killed).length;
      const before = await count();
      await fit(model, digits(), { epochs: 15, batchSize: 64, learningRate: 5e-3 });
      const after = await count();
      model.dispose();
      return [before, after];
    };
    const [revived, left] = [await deadUnits(1 / 32), await deadUnits(0)];
    expect(revived[0]).toBe(killed);
    expect(revived[1]).toBeLessThan(killed / 2);
    expect(left[1]).toBeGreaterThan((3 * killed) / 4);
    vi.restoreAllMocks();
  });
});
