import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expect, it } from 'vitest';
import { shepardCorrelation } from '../index.js';
import { rowsOf, spaces } from '../testing/clusters-and-embeddings.js';

const { rows, embedding } = spaces;

it('of all pairs is the rank correlation that SciPy has', () => {
  expect(shepardCorrelation(rows, embedding)).toBeCloseTo(spaces.shepardCorrelation, 9);
});

it('of some pairs is about that of all, and the seed names them', () => {
  const [a, b] = [1, 2].map((seed) => shepardCorrelation(rows, embedding, { pairs: 2000, seed })) as [
    number,
    number,
  ];
  expect(a).not.toBe(b);
  expect(Math.abs(a - spaces.shepardCorrelation)).toBeLessThan(0.03);
  expect(shepardCorrelation(rows, embedding, { pairs: 2000, seed: 1 })).toBe(a);
});

it('is 1 for the same order and -1 for the opposite one', () => {
  const line = rowsOf([[0], [1], [3], [7]]);
  expect(shepardCorrelation(line, rowsOf([[0], [2], [6], [14]]))).toBe(1);
  // Distances 1, 2, 3 against 3, 2, 1.
  const [data, picture] = [rowsOf([[0], [1], [3]]), [[0], [3], [1]]];
  expect(shepardCorrelation(data, rowsOf(picture))).toBe(-1);
});

it('equal distances share the mean of their ranks', () => {
  // Ranks 1.5, 3, 1.5 against 1, 3, 2: 1.5 / √(1.5 · 2).
  const found = shepardCorrelation(rowsOf([[0], [1], [2]]), rowsOf([[0], [1], [3]]));
  expect(found).toBeCloseTo(1.5 / Math.sqrt(3), 12);
});

it('names what has no order', () => {
  const line = rowsOf([[0], [1], [3]]);
  const point = rowsOf([[2], [2], [2]]);
  expect(() => shepardCorrelation(line, point)).toThrow(DataError);
  expect(() => shepardCorrelation(line, point)).toThrow(/all 3 distances in the embedding are equal/);
  expect(() => shepardCorrelation(rowsOf([[0], [1]]), rowsOf([[0], [1]]))).toThrow(DataError);
  expect(() => shepardCorrelation(line, rowsOf([[0], [1]]))).toThrow(ShapeError);
  expect(() => shepardCorrelation(line, rowsOf([[0], [Number.NaN], [1]]))).toThrow(DataError);
  expect(() => shepardCorrelation(line, line, { pairs: 1 })).toThrow(OptionError);
});
