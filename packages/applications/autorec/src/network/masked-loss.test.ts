import { useBackend } from '@autoencoders/core';
import { disposeBatch } from '@autoencoders/data';
import { expectAllClose, finiteDifferences } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AutoRecOptions, autoRec, type Ratings, type Recommender } from '../index.js';
import { smallRatings } from '../testing/small.js';

const ratings = smallRatings();
const context = { step: 0, epoch: 0, training: true, random: undefined as never };

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Rows of observed ratings by item, as a table with holes. */
function rowsByItem({ byUser, users, items }: Ratings): (number | undefined)[][] {
  const rows = Array.from({ length: items.size }, () =>
    new Array<number | undefined>(users.size).fill(undefined),
  );
  for (let user = 0; user < users.size; user++) {
    for (let cell = byUser.offsets[user]!; cell < byUser.offsets[user + 1]!; cell++) {
      rows[byUser.columns[cell]!]![user] = byUser.values[cell]!;
    }
  }
  return rows;
}

/** The paper's objective over N, in double precision, of the weights V, μ, W, b one after another. */
function paperLoss(rows: (number | undefined)[][], hidden: number, l2: number) {
  const columns = rows[0]!.length;
  return (weights: Float64Array) => {
    const v = (c: number, k: number) => weights[c * hidden + k]!;
    const mu = (k: number) => weights[columns * hidden + k]!;
    const w = (c: number, k: number) => weights[(columns + 1) * hidden + c * hidden + k]!;
    const b = (c: number) => weights[(2 * columns + 1) * hidden + c]!;
    const errors = rows.map((row) => {
      const code = Array.from({ length: hidden }, (_, k) =>
        sigmoid(mu(k) + sum(row.map((rating, c) => (rating ?? 0) * v(c, k)))),
      );
      return sum(
        row.map((rating, c) =>
          rating === undefined ? 0 : (rating - b(c) - sum(code.map((unit, k) => unit * w(c, k)))) ** 2,
        ),
      );
    });
    let squares = 0;
    for (let c = 0; c < columns; c++) for (let k = 0; k < hidden; k++) squares += v(c, k) ** 2 + w(c, k) ** 2;
    return (sum(errors) + (l2 / 2) * squares) / rows.length;
  };
}

/** The loss and gradients on all rows at once; weights in the order of {@link paperLoss}. */
async function lossAndGradient(model: Recommender) {
  for await (const batch of model.batches().batches({ batchSize: 100 })) {
    const [phase] = model.phases;
    const { value, grads } = tf.variableGrads(() => phase!.loss(batch, context).loss, [...phase!.variables]);
    const result = {
      loss: value.dataSync()[0]!,
      weights: Float64Array.from(phase!.variables.flatMap((variable) => [...variable.dataSync()])),
      gradient: phase!.variables.flatMap(({ name }) => [...grads[name]!.dataSync()]),
    };
    tf.dispose([value, grads as tf.TensorContainerObject]);
    disposeBatch(batch);
    return result;
  }
  throw new Error('no batch');
}

describe.each(['cpu', 'wasm'] as const)('the masked loss on %s', (engine) => {
  beforeAll(() => useBackend(engine));

  it.each(['dense', 'sparse'] as const)(
    'is the one of the paper, and its gradient, in double precision: %s',
    async (computation) => {
      const model = autoRec(ratings, { hidden: [3], l2: 0.7, seed: 5, computation });
      const { loss, weights, gradient } = await lossAndGradient(model);
      const expected = paperLoss(rowsByItem(ratings), 3, 0.7);
      expectAllClose([loss], [expected(weights)], { relative: 1e-5 });
      expectAllClose(gradient, finiteDifferences(expected, weights), { relative: 2e-3, absolute: 2e-4 });
      model.dispose();
      model.autoencoder.dispose();
    },
  );

  it.each<AutoRecOptions>([
    { hidden: [4, 2], activations: { encoder: 'tanh' } },
    { orientation: 'user', biases: true, inputMask: true },
    { inputDropout: 0.3, keptWeight: 0.2, inputMask: 3, activations: { decoder: 'sigmoid' } },
  ])('is the same from whole rows and from cells: %j', async (options) => {
    const found = [];
    for (const computation of ['dense', 'sparse'] as const) {
      const model = autoRec(ratings, { hidden: [3], l2: 0.1, ...options, computation });
      const random = (await import('@autoencoders/backend')).randomSource(4);
      Object.assign(context, { random });
      found.push(await lossAndGradient(model));
      model.dispose();
      model.autoencoder.dispose();
    }
    const [dense, sparse] = found as [(typeof found)[0], (typeof found)[0]];
    expect(dense.loss).toBeGreaterThan(0);
    expectAllClose([sparse.loss], [dense.loss], { relative: 1e-5 });
    expectAllClose(sparse.gradient, dense.gradient, { relative: 1e-3, absolute: 1e-5 });
  });
});
