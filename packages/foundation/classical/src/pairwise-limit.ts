import { DataError } from '@autoencoders/errors';
import type { Table } from './table.js';

/** Rows of which a matrix of all pairs is 800 MB: several are held at once. */
const most = 10_000;

/** Refuses more rows than a method that keeps all pairs in memory can take. */
export function checkPairwise(method: string, { count }: Table): void {
  if (count > most) {
    throw new DataError(
      `${method} keeps matrices of all pairs of rows in memory, and there are ${count} rows: give a sample of at most ${most}`,
    );
  }
}
