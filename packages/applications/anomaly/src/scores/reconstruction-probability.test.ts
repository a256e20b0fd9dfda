import { randomSource } from '@autoencoders/backend';
import { useBackend } from '@autoencoders/core';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { variationalRowModel } from '../testing/models.js';
import { reconstructionProbabilityScore } from './reconstruction-probability.js';

beforeAll(() => useBackend('cpu'));

const rows = [
  [0.2, -0.4, 1, 0.3],
  [2, 0, -1, 0.5],
  [-0.3, 0.8, 0.1, -2],
];

it('is the mean over codes of the posterior of the negative log-likelihood, by the formula in double precision', async () => {
  const model = variationalRowModel();
  const [draws, seed, variance] = [3, 4, 0.1];
  const x = tf.tensor2d(rows);
  const score = reconstructionProbabilityScore(model, { draws, seed });
  let scores = new Float32Array();
  await expectNoLeak(async () => {
    scores = new Float32Array(await score.scores({ x, observed: undefined }, {}));
  });
  const { mean, logVariance } = model.posterior(x);
  const [means, logs] = [mean.arraySync() as number[][], logVariance.arraySync() as number[][]];
  const noises = Array.from({ length: draws }, (_, draw) => {
    const noise = randomSource(seed, draw).normal('reconstruction-probability', [1, 2]);
    const values = [...noise.dataSync()];
    noise.dispose();
    return values;
  });
  const expected = rows.map((row, i) => {
    const likelihoods = noises.map((noise) => {
      const code = noise.map((value, k) => means[i]![k]! + Math.exp(0.5 * logs[i]![k]!) * value);
      const output = tf.tidy(() => [...model.decode(tf.tensor2d([code])).dataSync()]);
      return row.reduce(
        (sum, value, j) =>
          sum + ((value - output[j]!) ** 2 / variance + Math.log(2 * Math.PI * variance)) / 2,
        0,
      );
    });
    return likelihoods.reduce((sum, value) => sum + value, 0) / draws;
  });
  expectAllClose(scores, expected, { relative: 1e-5 });
  tf.dispose([x, mean, logVariance]);
  model.dispose();
});

it('gives a row the same score whatever the rows beside it', async () => {
  const model = variationalRowModel();
  const score = reconstructionProbabilityScore(model, { draws: 4, seed: 0 });
  const scoresOf = async (some: number[][]) => {
    const x = tf.tensor2d(some);
    const scores = await score.scores({ x, observed: undefined }, {});
    x.dispose();
    return [...scores];
  };
  const all = await scoresOf(rows);
  expect(await scoresOf(rows.slice(1))).toEqual(all.slice(1));
  model.dispose();
});
