import { useBackend } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { anomalyDetector } from './anomaly-detector.js';
import { brokenRows, machineRows } from './testing/machine.js';
import { rowModel } from './testing/models.js';
import { trimmedPhases } from './trimmed-phases.js';

beforeAll(() => useBackend('cpu'));

it('leaves the rows with the highest errors out, from the second epoch on', () => {
  const model = rowModel();
  const [phase] = trimmedPhases(model, 0.3);
  const own = model.phases[0]!;
  const rows = Array.from({ length: 10 }, (_, row) => [0.1 * row, -0.1 * row, 0.05 * row, row % 2]);
  tf.tidy(() => {
    const errorOf = (some: number[][]) =>
      tf.sum(tf.squaredDifference(tf.tensor2d(some), model.reconstruct(tf.tensor2d(some)))).dataSync()[0]!;
    const best = [...rows].sort((a, b) => errorOf([a]) - errorOf([b])).slice(0, 7);
    const lossOf = (loss: typeof own.loss, some: number[][], epoch: number, training = true) =>
      loss(
        { x: tf.tensor2d(some) },
        { step: 0, epoch, training, random: undefined as never },
      ).loss.dataSync()[0]!;
    expect(lossOf(phase!.loss, rows, 1)).toBeCloseTo(errorOf(best) / 7, 5);
    expect(lossOf(phase!.loss, rows, 0)).toBeCloseTo(errorOf(rows) / 10, 5);
    expect(lossOf(phase!.loss, rows, 1, false)).toBeCloseTo(errorOf(rows) / 10, 5);
  });
  expect(trimmedPhases(model, 0)).toBe(model.phases);
  model.dispose();
});

it('finds anomalies among unlabelled rows that a training on all of them learns', async () => {
  // A tenth of the rows are all odd in the same way, so that there is something to learn of them.
  const normal = machineRows(270);
  const odd = brokenRows(30, 2, 4).map(([load, speed, , pressure]) => [load!, speed!, 90, pressure!]);
  const rows = [...normal, ...odd];
  const separation = async (trim: number) => {
    const detector = anomalyDetector(rowModel({ latentDim: 3 }), { trim, score: 'reconstruction' });
    await detector.fit(rows, { epochs: 30, batchSize: 50, learningRate: 0.01, seed: 1 });
    const scores = await detector.score(rows);
    detector.autoencoder.dispose();
    detector.dispose();
    const mean = (part: Float32Array) => part.reduce((sum, score) => sum + score, 0) / part.length;
    return mean(scores.subarray(270)) / mean(scores.subarray(0, 270));
  };
  const trimmed = await separation(0.15);
  expect(trimmed).toBeGreaterThan(10 * (await separation(0)));
});
