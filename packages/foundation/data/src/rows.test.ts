import { DataError } from '@autoencoders/errors';
import { expect, it } from 'vitest';
import { concatenateRows, largestOfEachRow } from './rows.js';

const rows = (values: number[], shape: number[]) => ({ values: Float32Array.from(values), shape });

it('puts rows one after another', () => {
  expect(concatenateRows([rows([1, 2, 3, 4], [1, 2, 2]), rows([5, 6, 7, 8], [1, 2, 2])])).toEqual(
    rows([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]),
  );
  expect(() => concatenateRows([])).toThrow(DataError);
});

it('finds the largest of each row, the first of equal ones', () => {
  expect([...largestOfEachRow(rows([0.2, 0.5, 0.3, 1, 0, 1], [2, 3]))]).toEqual([1, 0]);
});
