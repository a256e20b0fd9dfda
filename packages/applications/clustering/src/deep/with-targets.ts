import { randomPermutation, rowsTensor } from '@autoencoders/backend';
import type { Batch, BatchOptions, Dataset, Rows } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';

/**
 * A dataset whose batches have rows of a table that changes in the meantime as their `y`, in place of labels: row `i`
 * goes with example `i`, wherever shuffling takes it. Until there is a table, uniform distributions.
 *
 * @param table `[examples, width]`, as it is when a batch is made
 */
export function withTargets(data: Dataset, width: number, table: () => Rows | undefined): Dataset {
  return {
    shape: data.shape,
    size: data.size,
    async *batches(options: BatchOptions): AsyncGenerator<Batch> {
      const size = data.size ?? table()?.shape[0];
      const order = shuffledRows(size, options);
      let from = (options.skip ?? 0) * options.batchSize;
      for await (const { x, y } of data.batches(options)) {
        y?.dispose();
        const count = x.shape[0]!;
        const rows = order
          ? order.subarray(from, from + count)
          : Uint32Array.from({ length: count }, (_, i) => from + i);
        yield { x, y: targetsOf(table(), rows, width) };
        from += count;
      }
    },
  };
}

/** The order that a dataset gives its examples in; `undefined`: as they are stored. */
export function shuffledRows(
  size: number | undefined,
  { shuffle }: Pick<BatchOptions, 'shuffle'>,
): Uint32Array | undefined {
  return shuffle && size !== undefined
    ? randomPermutation(size, shuffle.seed, 'shuffle', shuffle.epoch)
    : undefined;
}

function targetsOf(table: Rows | undefined, rows: Uint32Array, width: number): tf.Tensor {
  return table
    ? rowsTensor({ values: table.values, width, scale: 1 }, rows, [width])
    : tf.fill([rows.length, width], 1 / width);
}
