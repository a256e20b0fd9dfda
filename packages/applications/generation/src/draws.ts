import { type RandomSource, randomSource } from '@autoencoders/backend';
import { concatenateRows, type Rows } from '@autoencoders/data';
import { checkInteger } from '@autoencoders/errors';

/** Codes drawn at a time: each block has draws of its own, so that a sample does not depend on the batches. */
const blockSize = 256;

/** How to go through codes that are drawn. */
export interface DrawnOptions {
  readonly count: number;
  readonly seed: number;
  readonly batchSize: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Drawn codes in batches, `[batch, width]`, the same whatever the size of the batches.
 *
 * @throws {OptionError} when `count` or `batchSize` is no positive integer, or `seed` no integer of at least 0.
 */
export async function* drawnBatches(
  draw: (count: number, random: RandomSource) => Promise<Rows>,
  { count, seed, batchSize, signal }: DrawnOptions,
): AsyncGenerator<Rows> {
  checkInteger('count', count);
  checkInteger('seed', seed, 0);
  checkInteger('batchSize', batchSize);
  let held: Rows | undefined;
  let drawn = 0;
  for (let from = 0; from < count; from += batchSize) {
    const needed = Math.min(batchSize, count - from);
    const parts: Rows[] = held ? [held] : [];
    while (drawn < from + needed) {
      signal?.throwIfAborted();
      const size = Math.min(blockSize, count - drawn);
      parts.push(await draw(size, randomSource(seed, drawn / blockSize)));
      drawn += size;
    }
    const [batch, rest] = parted(concatenateRows(parts), needed);
    held = rest;
    yield batch;
  }
}

/** The first rows, and the others where there are any. */
function parted({ values, shape }: Rows, count: number): [Rows, Rows | undefined] {
  const [rows, width] = shape as [number, number];
  const part = (from: number, to: number): Rows => ({
    values: values.slice(from * width, to * width),
    shape: [to - from, width],
  });
  return [part(0, count), rows > count ? part(count, rows) : undefined];
}
