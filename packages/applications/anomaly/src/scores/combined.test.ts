import { expectAllClose } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { combinedScore } from './combined.js';
import type { Score } from './score.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** One of two columns as a score, plus what it has fitted. */
function column(index: number, positive: boolean): Score {
  return {
    shapes: { offset: [1] },
    positive,
    fit: async () => ({ offset: { values: Float32Array.of(index + 1), shape: [1] } }),
    scores: async ({ x }, { offset }) =>
      Float32Array.from(x.arraySync() as number[][], (row) => row[index]! + offset!.values[0]!),
  };
}

it('is the mean of standardised scores, of logarithms where they are positive, by hand', async () => {
  const fitted = [
    [1, -3],
    [3, 5],
    [7, 1],
  ];
  const queries = [
    [1, 1],
    [31, -7],
  ];
  const score = combinedScore({ error: column(0, true), density: column(1, false) });
  const inputs = (rows: number[][]) => ({ x: tf.tensor2d(rows), observed: undefined });
  const parts = await score.fit!({
    codes: () => Promise.reject(new Error('not asked for')),
    inputs: () => Promise.reject(new Error('not asked for')),
    scores: (part, own) => part.scores(inputs(fitted), own),
  });
  expect(Object.keys(parts)).toEqual(Object.keys(score.shapes));
  expect(Object.keys(parts)).toEqual([
    'error/offset',
    'error/standard',
    'density/offset',
    'density/standard',
  ]);

  const errors = (rows: number[][]) => rows.map(([a]) => Math.log(a! + 1));
  const densities = (rows: number[][]) => rows.map(([, b]) => b! + 2);
  const z = (values: number[], of: number[]) => {
    const mean = of.reduce((sum, value) => sum + value, 0) / of.length;
    const variance = of.reduce((sum, value) => sum + (value - mean) ** 2, 0) / of.length;
    return values.map((value) => (value - mean) / Math.sqrt(variance));
  };
  const [first, second] = [z(errors(queries), errors(fitted)), z(densities(queries), densities(fitted))];
  expectAllClose(
    await score.scores(inputs(queries), parts),
    first.map((value, row) => (value + second[row]!) / 2),
    { relative: 1e-5, absolute: 1e-5 },
  );
});
