import type { Rows } from '@autoencoders/core';
import { type Dataset, disposeBatch } from '@autoencoders/data';
import { OptionError } from '@autoencoders/errors';
import { whole } from '../numbers.js';

/**
 * The rows that a flag's text names, counted from 1 and separated by commas.
 *
 * @throws {OptionError} naming the one that is none.
 */
export function rowNumbers(flag: string, text: string): number[] {
  return text.split(',').map((each) => whole(flag, each, 1));
}

/**
 * Rows of data by their numbers, in the order in which they were named.
 *
 * @throws {OptionError} naming one that the data does not have.
 */
export async function chosenRows(data: Dataset, flag: string, numbers: readonly number[]): Promise<Rows> {
  const width = data.shape.reduce((a, b) => a * b, 1);
  const values = new Float32Array(numbers.length * width);
  const batchSize = 256;
  let from = 0;
  for await (const batch of data.batches({ batchSize })) {
    const count = batch.x.shape[0]!;
    const inside = (number: number) => number > from && number <= from + count;
    const read = numbers.some(inside) ? await batch.x.data() : undefined;
    disposeBatch(batch);
    for (const [place, number] of numbers.entries()) {
      if (!read || !inside(number)) continue;
      const at = (number - 1 - from) * width;
      values.set(read.subarray(at, at + width), place * width);
    }
    from += count;
  }
  const beyond = numbers.find((number) => number > from);
  if (beyond !== undefined) throw new OptionError(`${flag} names row ${beyond}, and the data has ${from}`);
  return { values, shape: [numbers.length, ...data.shape] };
}
