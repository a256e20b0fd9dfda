import type * as tf from '@tensorflow/tfjs';

/** A slice of a dataset on the engine. Whoever asked for it disposes it with `disposeBatch`. */
export interface Batch {
  /** Inputs, `[batch, ...shape]`, float32. */
  readonly x: tf.Tensor;
  /** Labels (int32) or targets (float32), `[batch, ...]`, where the dataset has them. */
  readonly y?: tf.Tensor;
}

/** How to walk through a dataset once. */
export interface BatchOptions {
  /** Examples per batch; the last batch may be smaller. */
  readonly batchSize: number;
  /** Shuffle with the permutation that (seed, epoch) names. Left out: the stored order. */
  readonly shuffle?: { readonly seed: number; readonly epoch: number };
  /** Skip this many batches from the start, at no cost where the dataset can (for exact resume). */
  readonly skip?: number;
}

/** Examples that can be walked through again and again in batches. */
export interface Dataset {
  /** Shape of one input, without the batch dimension: `[28, 28, 1]`. */
  readonly shape: readonly number[];
  /** Number of examples; `undefined` for a stream that has not told. */
  readonly size: number | undefined;
  /**
   * Walks through the data once.
   *
   * @throws {OptionError} (at the first step) for a batch size below 1 or a negative skip.
   */
  batches(options: BatchOptions): AsyncIterable<Batch>;
}

/** Disposes the tensors of a batch. */
export function disposeBatch(batch: Batch): void {
  batch.x.dispose();
  batch.y?.dispose();
}
