import { checkInteger, OptionError } from '@autoencoders/errors';
import type { Table } from './table.js';

/** Checks options of methods that look at the neighbors of each row. */
export function checkNeighbors(dimensions: number, neighbors: number, { count }: Table): void {
  checkInteger('dimensions', dimensions);
  checkInteger('neighbors', neighbors, 2);
  if (neighbors >= count) {
    throw new OptionError(
      `neighbors is ${neighbors}, and there are ${count} rows: give at most ${count - 1}, or more rows`,
    );
  }
}
