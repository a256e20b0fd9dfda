import type { Autoencoder } from '@autoencoders/core';
import { useBackend } from '@autoencoders/core';
import { DataError, OptionError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import reference from '../testing/detection.reference.json' with { type: 'json' };
import { mahalanobisScore } from './mahalanobis.js';
import { inputNeighborsScore, nearestNeighborsScore } from './nearest-neighbors.js';
import type { FittedRows, Score } from './score.js';

beforeAll(() => useBackend('cpu'));

/** An autoencoder whose code is its input. */
const identity = (width: number) =>
  ({
    inputShape: [width],
    latentShape: [width],
    encode: (x: tf.Tensor) => tf.clone(x),
  }) as unknown as Autoencoder;

const fittedTo = (rows: readonly (readonly number[])[]): FittedRows => ({
  codes: async () => rowsOf(rows),
  inputs: async () => rowsOf(rows),
  scores: () => Promise.reject(new Error('not asked for')),
});

const rowsOf = (rows: readonly (readonly number[])[]) => ({
  values: Float32Array.from(rows.flat()),
  shape: [rows.length, rows[0]!.length],
});

async function scoresOf(score: Score, rows: readonly number[][], queries: readonly number[][]) {
  const x = tf.tensor2d(queries as number[][]);
  const scores = await score.scores({ x, observed: undefined }, await score.fit!(fittedTo(rows)));
  x.dispose();
  return scores;
}

const { rows, queries, mahalanobis, nearestNeighbors } = reference.codes;

describe('mahalanobis', () => {
  it('is the distance of scikit-learn', async () => {
    const score = mahalanobisScore(identity(3), { trim: 0 });
    await expectNoLeak(async () => {
      expectAllClose(await scoresOf(score, rows, queries), mahalanobis, { relative: 1e-4 });
    });
  });

  it('leaves a far cluster out when it is trimmed, as the minimum covariance determinant does', async () => {
    const { rows: all, center } = reference.trimmed;
    const fitted = await mahalanobisScore(identity(2), { trim: 0.1 }).fit!(fittedTo(all));
    expectAllClose(fitted.center!.values, center, { relative: 1e-4 });
  });

  it('has a distance in dimensions without spread, and refuses codes that are all the same', async () => {
    const score = mahalanobisScore(identity(2), { trim: 0 });
    const flat = rows.map(([first]) => [first!, 4]);
    const [on, off] = await scoresOf(score, flat, [
      [3, 4],
      [3, 5],
    ]);
    expect(on).toBeLessThan(2);
    expect(off).toBeGreaterThan(100);
    const same = score.fit!(fittedTo([...Array(4)].map(() => [1, 2])));
    await expect(same).rejects.toThrow(DataError);
  });
});

describe('nearest neighbours', () => {
  const options = { neighbors: 5, references: 5000, trim: 0, seed: 0 };

  it('is the mean distance of scikit-learn', async () => {
    const score = nearestNeighborsScore(identity(3), options);
    await expectNoLeak(async () => {
      expectAllClose(await scoresOf(score, rows, queries), nearestNeighbors, { relative: 1e-5 });
    });
  });

  it('is that of the inputs where the code is another', async () => {
    const constant = { ...identity(3), encode: (x: tf.Tensor) => tf.zerosLike(x) };
    const score = inputNeighborsScore(constant, options);
    expectAllClose(await scoresOf(score, rows, queries), nearestNeighbors, { relative: 1e-5 });
  });

  it('does not count the row itself', async () => {
    const score = nearestNeighborsScore(identity(3), { ...options, neighbors: 2 });
    const points = [0, 1, 3, 10].map((at) => [at, 0, 0]);
    expectAllClose(await scoresOf(score, points, [...points, [0.5, 0, 0]]), [2, 1.5, 2.5, 8, 0.5]);
  });

  it('keeps a random part of many codes, the same for a seed, and drops the farthest', async () => {
    const fitted = async (more: object) =>
      (
        await nearestNeighborsScore(identity(2), { ...options, ...more }).fit!(
          fittedTo(reference.trimmed.rows),
        )
      ).references!;
    const part = await fitted({ references: 30 });
    expect(part.shape).toEqual([30, 2]);
    expect(await fitted({ references: 30 })).toEqual(part);
    expect(await fitted({ references: 30, seed: 1 })).not.toEqual(part);
    const kept = await fitted({ trim: 0.1, neighbors: 10 });
    expect(kept.shape).toEqual([60, 2]);
    // The six of the far cluster have too few neighbours among themselves.
    expect(kept.values.every((value) => Math.abs(value) < 5)).toBe(true);
  });

  it('names how many rows it needs', async () => {
    const score = nearestNeighborsScore(identity(3), options);
    await expect(score.fit!(fittedTo(rows.slice(0, 5)))).rejects.toThrow(OptionError);
    await expect(score.fit!(fittedTo(rows.slice(0, 5)))).rejects.toThrow('give at least 6 rows');
  });
});
