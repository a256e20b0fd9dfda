import { randomPermutation } from '@autoencoders/backend';
import type { ArrayDataset } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import { rows } from './image-parts.js';

/**
 * Rows of a dataset, as many of each class, drawn by a seed.
 *
 * @throws {DataError} when there are not so many of a class.
 */
export function someOfEachClass(data: ArrayDataset, count: number, seed: number): Uint32Array {
  const labels = data.targets(rows(0, data.size));
  if (!labels) throw new DataError('the data has no labels: give a dataset with y');
  const byClass = new Map<number, number[]>();
  for (const row of randomPermutation(data.size, seed, 'labelled', 0)) {
    const found = byClass.get(labels[row]!);
    if (found) found.push(row);
    else byClass.set(labels[row]!, [row]);
  }
  return Uint32Array.from(
    [...byClass].flatMap(([label, found]) => {
      if (found.length < count)
        throw new DataError(`class ${label} has ${found.length} examples, not ${count}`);
      return found.slice(0, count);
    }),
  );
}
