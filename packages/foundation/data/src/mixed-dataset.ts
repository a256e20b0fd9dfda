import { checkNumber, DataError, formatShape, OptionError, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { checkBatchOptions } from './batch-options.js';
import { type Batch, type BatchOptions, type Dataset, disposeBatch } from './dataset.js';

/** Options of {@link semiSupervised}. */
export interface SemiSupervisedOptions {
  /** Share of each batch that comes from the labelled data, above 0 and below 1. Default 0.5. */
  readonly labelledShare?: number;
}

/** The label of an example that has none. */
const unknown = -1;

/** Passes over the labelled data have epochs of their own, which the other data's never reach. */
const passesPerEpoch = 2 ** 20;

/**
 * Few labelled examples beside many without labels: each batch has `round(labelledShare · batchSize)` labelled rows,
 * at least one, and then rows of the unlabelled data, whose label is -1. The last batch keeps that share.
 *
 * One epoch goes through the unlabelled data once. The labelled data begins anew with each epoch and is repeated as
 * often as needed; where batches are shuffled, in another order each time. A batch of each source is held, no more.
 *
 * `size` counts the rows of an epoch, `unlabelled.size / (1 - labelledShare)`, rounding of the share aside.
 *
 * @param labelled examples with labels, `[batch]`
 * @param unlabelled examples of the same shape; labels are ignored where it has some
 * @throws {OptionError} unless the share is within (0, 1); (at the first step) for a batch size below 2.
 * @throws {ShapeError} when the two have examples of different shapes.
 * @throws {DataError} (at the first step) when the labelled data has no examples or no labels.
 */
export function semiSupervised(
  labelled: Dataset,
  unlabelled: Dataset,
  { labelledShare = 0.5 }: SemiSupervisedOptions = {},
): Dataset {
  checkNumber('labelledShare', labelledShare, Number.MIN_VALUE, 1 - Number.EPSILON);
  if (!tf.util.arraysEqual([...labelled.shape], [...unlabelled.shape])) {
    throw new ShapeError(
      `labelled examples have shape ${formatShape(labelled.shape)}, unlabelled ones ${formatShape(unlabelled.shape)}: they must be the same`,
    );
  }
  return {
    shape: unlabelled.shape,
    size: unlabelled.size === undefined ? undefined : Math.round(unlabelled.size / (1 - labelledShare)),
    async *batches(options: BatchOptions): AsyncGenerator<Batch> {
      checkBatchOptions(options);
      const { batchSize, skip = 0 } = options;
      if (batchSize < 2) {
        throw new OptionError('batchSize is 1: give at least 2, one row with a label and one without');
      }
      const known = Math.min(batchSize - 1, Math.max(1, Math.round(labelledShare * batchSize)));
      const others = batchSize - known;
      const rows = repeated(labelled, { ...options, batchSize: known }, skip * known);
      try {
        for await (const batch of unlabelled.batches({ ...options, batchSize: others })) {
          try {
            const count = Math.max(1, Math.round((known * batch.x.shape[0]!) / others));
            yield mixed(await rows.take(count), batch.x);
          } finally {
            disposeBatch(batch);
          }
        }
      } finally {
        await rows.close();
      }
    },
  };
}

/** As many rows as each `take` asks for, of pass after pass over a dataset; the first `skipped` rows are left out. */
function repeated(data: Dataset, { batchSize, shuffle }: BatchOptions, skipped: number) {
  let pass = data.size ? Math.floor(skipped / data.size) : 0;
  const offset = data.size ? skipped % data.size : skipped;
  // Of a known size, whole batches are skipped by the dataset; else they are read and left.
  let skip = data.size ? Math.floor(offset / batchSize) : 0;
  let left = offset - skip * batchSize;
  let held: Batch | undefined;
  const source = passes();

  /** Batches of pass after pass, from where `pass` and `skip` say. */
  async function* passes(): AsyncGenerator<Batch> {
    for (; ; pass++) {
      let found = false;
      const order = shuffle && {
        seed: shuffle.seed,
        epoch: (shuffle.epoch + 1) * passesPerEpoch + pass,
      };
      for await (const batch of data.batches({ batchSize, skip, ...(order ? { shuffle: order } : {}) })) {
        found = true;
        yield batch;
      }
      if (!found && skip === 0) throw new DataError('the labelled data has no examples: give at least one');
      skip = 0;
    }
  }

  /** The next rows, at most `count`, or as many as there are in one batch. */
  async function piece(count: number): Promise<Batch> {
    const batch = held ?? ((await source.next()).value as Batch);
    held = undefined;
    const size = batch.x.shape[0]!;
    if (size <= count) return batch;
    held = rowsOf(batch, count, size);
    const taken = rowsOf(batch, 0, count);
    disposeBatch(batch);
    return taken;
  }

  async function take(count: number): Promise<Batch> {
    while (left > 0) {
      const batch = await piece(left);
      left -= batch.x.shape[0]!;
      disposeBatch(batch);
    }
    const pieces: Batch[] = [];
    for (let missing = count; missing > 0; missing -= pieces.at(-1)!.x.shape[0]!) {
      pieces.push(await piece(missing));
    }
    return joined(pieces);
  }

  async function close(): Promise<void> {
    if (held) disposeBatch(held);
    await source.return(undefined);
  }

  return { take, close };
}

/** Rows `from` to `to` of a batch, which stays. */
function rowsOf({ x, y }: Batch, from: number, to: number): Batch {
  return { x: tf.slice(x, from, to - from), ...(y ? { y: tf.slice(y, from, to - from) } : {}) };
}

/** Batches as one; they are disposed. */
function joined(pieces: readonly Batch[]): Batch {
  if (pieces.length === 1) return pieces[0]!;
  const x = tf.concat(pieces.map((piece) => piece.x));
  const labels = pieces.flatMap((piece) => piece.y ?? []);
  const y = labels.length > 0 ? tf.concat(labels) : undefined;
  for (const piece of pieces) disposeBatch(piece);
  return { x, ...(y ? { y } : {}) };
}

/** Labelled rows, which are disposed, and then rows without labels. */
function mixed(labelled: Batch, others: tf.Tensor): Batch {
  try {
    const { x, y } = labelled;
    if (y?.rank !== 1) {
      const found = y ? `labels of shape ${formatShape(y.shape)}` : 'no labels';
      throw new DataError(`the labelled data has ${found}: give one number for each example`);
    }
    return tf.tidy(() => ({
      x: tf.concat([x, others]),
      y: tf.concat([y, tf.fill([others.shape[0]!], unknown, y.dtype as 'float32' | 'int32')]),
    }));
  } finally {
    disposeBatch(labelled);
  }
}
