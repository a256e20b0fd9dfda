import { randomPermutation } from '@autoencoders/backend';
import { checkInteger, DataError, formatShape, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { Batch, BatchOptions, Dataset } from './dataset.js';

/** One example of a stream. */
export interface StreamExample {
  readonly x: ArrayLike<number>;
  readonly y?: number;
}

/** Options of {@link streamDataset}. */
export interface StreamOptions {
  /** Shape of one input. */
  readonly shape: readonly number[];
  /** Number of examples, where it is known. */
  readonly size?: number;
  /** Examples held to shuffle among. Default 4096. */
  readonly shuffleBuffer?: number;
}

/**
 * A dataset over an iterable that may be larger than memory. `open` is called for each pass and gives the
 * examples in a fixed order; shuffling draws within a buffer. Values are checked to be finite as they come.
 *
 * @example
 * const data = streamDataset(() => rowsOfAFile(path), { shape: [30] });
 *
 * @throws {OptionError} for a buffer below 1.
 * @throws {ShapeError} (while it is read) when an example has another length.
 * @throws {DataError} (while it is read) naming the first example with a value that is not finite.
 */
export function streamDataset(
  open: () => AsyncIterable<StreamExample> | Iterable<StreamExample>,
  { shape, size, shuffleBuffer = 4096 }: StreamOptions,
): Dataset {
  checkInteger('shuffleBuffer', shuffleBuffer);
  return {
    shape,
    size,
    async *batches({ batchSize, shuffle, skip = 0 }: BatchOptions): AsyncGenerator<Batch> {
      const examples = shuffle ? shuffled(open(), shuffleBuffer, shuffle) : open();
      let held: StreamExample[] = [];
      let index = 0;
      let left = skip;
      for await (const example of examples) {
        checkExample(example, shape, index++);
        held.push(example);
        if (held.length < batchSize) continue;
        if (left > 0) left -= 1;
        else yield toBatch(held, shape);
        held = [];
      }
      if (held.length > 0 && left === 0) yield toBatch(held, shape);
    },
  };
}

/** Buffer after buffer in the order of a permutation of its own, so that a pass can be repeated. */
async function* shuffled(
  examples: AsyncIterable<StreamExample> | Iterable<StreamExample>,
  size: number,
  { seed, epoch }: { readonly seed: number; readonly epoch: number },
): AsyncGenerator<StreamExample> {
  let buffer: StreamExample[] = [];
  let round = 0;
  const drain = function* () {
    const order = randomPermutation(buffer.length, seed, `shuffle-${round++}`, epoch);
    for (const place of order) yield buffer[place]!;
    buffer = [];
  };
  for await (const example of examples) {
    buffer.push(example);
    if (buffer.length === size) yield* drain();
  }
  yield* drain();
}

function checkExample({ x }: StreamExample, shape: readonly number[], index: number): void {
  const width = shape.reduce((product, length) => product * length, 1);
  if (x.length !== width) {
    throw new ShapeError(
      `example ${index} has ${x.length} values, shape ${formatShape(shape)} needs ${width}`,
    );
  }
  for (let k = 0; k < x.length; k++) {
    if (!Number.isFinite(x[k]))
      throw new DataError(`example ${index}, value ${k} is ${x[k]}: replace or drop it`);
  }
}

function toBatch(examples: readonly StreamExample[], shape: readonly number[]): Batch {
  const width = shape.reduce((product, length) => product * length, 1);
  const values = new Float32Array(examples.length * width);
  for (const [row, { x }] of examples.entries()) values.set(x, row * width);
  const labelled = examples.every(({ y }) => y !== undefined);
  return {
    x: tf.tensor(values, [examples.length, ...shape]),
    ...(labelled ? { y: tf.tensor1d(examples.map(({ y }) => y!)) } : {}),
  };
}
