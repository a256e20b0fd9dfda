import type { Batch, BatchOptions, Dataset } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';

/**
 * A dataset whose batches have as `y`, in place of labels, the examples that those seen were made of.
 *
 * @param seen examples made of those of `data`, in the same order
 */
export function withOriginals(seen: Dataset, data: Dataset): Dataset {
  return {
    shape: seen.shape,
    size: seen.size,
    async *batches(options: BatchOptions): AsyncGenerator<Batch> {
      const originals = data.batches(options)[Symbol.asyncIterator]();
      try {
        for await (const { x, y } of seen.batches(options)) {
          y?.dispose();
          const { value } = (await originals.next()) as IteratorYieldResult<Batch>;
          value.y?.dispose();
          yield { x, y: value.x };
        }
      } finally {
        await originals.return?.();
      }
    },
  };
}

/** What the examples of a batch were made of: its `y` where that has the shape of examples, else they themselves. */
export function originalsOf({ x, y }: Batch): tf.Tensor {
  return y && tf.util.arraysEqual(y.shape, x.shape) ? y : x;
}
