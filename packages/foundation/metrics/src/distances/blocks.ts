import { checkInteger } from '@autoencoders/errors';
import type { DistanceTable } from './distance-table.js';

/** How distances are computed in blocks. */
export interface BlockOptions {
  /** Rows that are compared with all others at a time. By default as many as take 16 MiB, at most 256. */
  readonly blockSize?: number | undefined;
  /** Rejects with the signal's reason once the block under way is done. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each block with how many of all rows are done. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What is done with one query: `distances` are approximate squares from all points, less `|a|²`. */
export type Visit = (query: number, position: number, distances: Float32Array) => void;

/** Longest the thread is kept from other work, in milliseconds. */
const turn = 50;

/** Visits each of the queries named, in order; memory is that of one block. */
export async function visitBlocks(
  table: DistanceTable,
  which: Int32Array,
  { blockSize, signal, onProgress }: BlockOptions,
  visit: Visit,
): Promise<void> {
  const size = blockSizeFor(table, blockSize);
  let since = Date.now();
  for (let from = 0; from < which.length; from += size) {
    signal?.throwIfAborted();
    const part = which.subarray(from, from + size);
    const block = table.approximate(part);
    const squares = await block.data<'float32'>().finally(() => block.dispose());
    visitRows(table, part, from, squares, visit);
    onProgress?.(from + part.length, which.length);
    if (Date.now() - since > turn) {
      // Results on the host resolve without a turn of the event loop, and none could abort.
      await new Promise((resolve) => setTimeout(resolve, 0));
      since = Date.now();
    }
  }
  signal?.throwIfAborted();
}

/** Like {@link visitBlocks}, at once. */
export function visitBlocksSync(
  table: DistanceTable,
  which: Int32Array,
  blockSize: number | undefined,
  visit: Visit,
): void {
  const size = blockSizeFor(table, blockSize);
  for (let from = 0; from < which.length; from += size) {
    const part = which.subarray(from, from + size);
    const block = table.approximate(part);
    const squares = block.dataSync<'float32'>();
    block.dispose();
    visitRows(table, part, from, squares, visit);
  }
}

function visitRows(
  { count }: DistanceTable,
  part: Int32Array,
  from: number,
  squares: Float32Array,
  visit: Visit,
): void {
  for (let i = 0; i < part.length; i++) {
    visit(part[i]!, from + i, squares.subarray(i * count, (i + 1) * count));
  }
}

function blockSizeFor({ count }: DistanceTable, given: number | undefined): number {
  if (given !== undefined) checkInteger('blockSize', given);
  return given ?? Math.min(256, Math.max(1, Math.floor(2 ** 22 / count)));
}
