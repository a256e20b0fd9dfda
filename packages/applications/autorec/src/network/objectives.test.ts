import { randomSource } from '@autoencoders/backend';
import { useBackend } from '@autoencoders/core';
import { expectAllClose } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { implicitRatings, multVae, ratingsOf } from '../index.js';
import { ratingBatch } from '../ratings/rating-batches.js';
import { cellsOf } from './cells.js';
import { multinomialObjective } from './multinomial-objective.js';
import type { Objective } from './objective.js';
import { pointwiseObjective } from './pointwise-objective.js';
import { valuesAt } from './sparse-products.js';
import { squaredObjective } from './squared-objective.js';

beforeAll(() => useBackend('cpu'));

/** Two rows of four columns: chosen, and outputs. */
const byUser = {
  offsets: Int32Array.of(0, 2, 3),
  columns: Int32Array.of(0, 3, 1),
  values: Float32Array.of(1, 1, 1),
};
const outputs = [
  [0.3, -0.7, 1.2, 0.1],
  [-0.4, 0.9, 0.5, -1.1],
];
const chosen = [
  [1, 0, 0, 1],
  [0, 1, 0, 0],
];

/** What an objective says of each row, `[2]`. */
function perRow(objective: Objective, training = true): number[] {
  return tf.tidy(() => {
    const batch = ratingBatch(Int32Array.of(0, 1), byUser, { columnCount: 4 });
    const cells = cellsOf(batch)!;
    const all = tf.tensor2d(outputs);
    const step = { step: 0, epoch: 0, training, random: randomSource(1) };
    const told = { x: batch.x as tf.Tensor2D, cells, kept: cells.inputs };
    const at = ({ places }: { places: tf.Tensor2D }) => valuesAt(all, places);
    return [...objective.perRow({ all: () => all, at }, told, step).dataSync()];
  });
}

const rowSum = (value: (output: number, isChosen: number) => number) =>
  outputs.map((row, r) => row.reduce((sum, output, c) => sum + value(output, chosen[r]![c]!), 0));

describe('objectives, by hand', () => {
  it('squared: of observed cells alone, through a sigmoid over a span', () => {
    const linear = squaredObjective({ activation: 'linear', span: [0, 1], keptWeight: 1 });
    expectAllClose(
      perRow(linear),
      rowSum((f, is) => is * (1 - f) ** 2),
    );
    const sigmoid = squaredObjective({ activation: 'sigmoid', span: [-2, 3], keptWeight: 1 });
    expectAllClose(
      perRow(sigmoid),
      rowSum((f, is) => is * (1 + 2 - 5 / (1 + Math.exp(-f))) ** 2),
    );
  });

  it('multinomial: the log-likelihood over all columns', () => {
    const expected = outputs.map((row, r) => {
      const normalizer = Math.log(row.reduce((sum, f) => sum + Math.exp(f), 0));
      return row.reduce((sum, f, c) => sum + chosen[r]![c]! * (normalizer - f), 0);
    });
    expectAllClose(perRow(multinomialObjective), expected);
  });

  it('pointwise: cross-entropy or squared error of all columns', () => {
    const softplus = (f: number) => Math.log1p(Math.exp(f));
    const logistic = pointwiseObjective({ loss: 'logistic', negatives: 'all' });
    expectAllClose(
      perRow(logistic),
      rowSum((f, is) => softplus(f) - is * f),
    );
    const squared = pointwiseObjective({ loss: 'squared', negatives: 'all' });
    expectAllClose(
      perRow(squared),
      rowSum((f, is) => (is - f) ** 2),
    );
  });

  it('pointwise: drawn columns are as many as all, on average, but for those chosen', () => {
    const drawn = 20_000;
    const found = perRow(pointwiseObjective({ loss: 'squared', negatives: drawn }));
    const expected = outputs.map((row, r) => {
      const count = chosen[r]!.reduce((sum, is) => sum + is, 0);
      const positives = row.reduce((sum, f, c) => sum + chosen[r]![c]! * (1 - f) ** 2, 0);
      const negatives = row.reduce((sum, f, c) => sum + (1 - chosen[r]![c]!) * f ** 2, 0);
      return positives + (drawn * count * negatives) / 4;
    });
    expectAllClose(found, expected, { relative: 0.03 });
    const evaluated = pointwiseObjective({ loss: 'squared', negatives: drawn });
    expectAllClose(
      perRow(evaluated, false),
      rowSum((f, is) => (is - f) ** 2),
    );
  });
});

it('Mult-VAE: the divergence is annealed to its weight, and codes are means', async () => {
  const ratings = ratingsOf({ user: [0, 0, 1], item: [0, 1, 1], rating: [5, 5, 5] });
  const model = multVae(implicitRatings(ratings), {
    hidden: [3],
    latentDim: 2,
    beta: 0.4,
    annealingSteps: 10,
  });
  for await (const batch of model.batches().batches({ batchSize: 2 })) {
    const terms = (step: number, training: boolean) =>
      tf.tidy(() => {
        const found = model.phases[0]!.loss(batch, {
          step,
          epoch: 0,
          training,
          random: randomSource(1, step),
        });
        return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, value.dataSync()[0]!]));
      });
    for (const [step, training, weight] of [
      [0, true, 0],
      [5, true, 0.2],
      [10, true, 0.4],
      [0, false, 0.4],
    ] as const) {
      const { loss, negativeLogLikelihood, kl } = terms(step, training);
      expectAllClose([loss!], [negativeLogLikelihood! + weight * kl!]);
    }
    tf.tidy(() => {
      const code = model.autoencoder.encode(batch.x);
      expect(code.shape).toEqual([2, 2]);
      const scores = model.autoencoder.decode(code);
      expectAllClose(tf.sum(scores, 1).dataSync(), [1, 1]);
    });
    tf.dispose([batch.x, batch.y!]);
  }
  model.dispose();
  model.autoencoder.dispose();
});
