import { useBackend } from '@autoencoders/core';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import { beforeAll, describe, it } from 'vitest';
import { principalComponentScores } from './principal-component-scores.js';

beforeAll(() => useBackend('cpu'));

const rowsOf = (rows: readonly (readonly number[])[]) => ({
  values: Float32Array.from(rows.flat()),
  shape: [rows.length, rows[0]!.length],
});

/** Two columns that go together, on scales of their own; each pair is (1, 1), (1, -1) and so on, 3 to 1. */
const pairs = [
  [1, 1],
  [1, 1],
  [1, 1],
  [-1, -1],
  [-1, -1],
  [-1, -1],
  [1, -1],
  [-1, 1],
] as const;
const train = pairs.map(([a, b]) => [100 + 20 * a, 5 + 0.1 * b]);
/** Their correlation: 6 pairs agree and 2 do not. */
const r = 0.5;
const tests = [
  [2, -1],
  [0.5, 3],
] as const;
const test = tests.map(([a, b]) => [100 + 20 * a, 5 + 0.1 * b]);

describe('scores by principal components', () => {
  it('are those of the two directions that correlated columns have', async () => {
    const { reconstruction, whitened } = await principalComponentScores(rowsOf(train), rowsOf(test));
    expectAllClose(
      [...reconstruction],
      tests.map(([a, b]) => (a - b) ** 2 / 2),
      { relative: 1e-4 },
    );
    // xᵀ C⁻¹ x with C = n / (n - 1) [[1, r], [r, 1]].
    expectAllClose(
      [...whitened],
      tests.map(([a, b]) => ((7 / 8) * (a ** 2 - 2 * r * a * b + b ** 2)) / (1 - r ** 2)),
      { relative: 1e-4 },
    );
  });

  it('do without a component that has no variance', async () => {
    const { whitened } = await principalComponentScores(
      rowsOf(train.map((row) => [...row, 3])),
      rowsOf(test.map((row) => [...row, 3])),
    );
    const { whitened: before } = await principalComponentScores(rowsOf(train), rowsOf(test));
    expectAllClose([...whitened], [...before], { relative: 1e-4 });
  });

  it('leave no tensor', () =>
    expectNoLeak(async () => void (await principalComponentScores(rowsOf(train), rowsOf(test)))));
});
