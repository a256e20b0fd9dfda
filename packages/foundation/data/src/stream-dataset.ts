import { randomPermutation } from '@autoencoders/backend';
import { checkInteger, DataError, formatShape, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { checkBatchOptions } from './batch-options.js';
import type { Batch, BatchOptions, Dataset } from './dataset.js';
import { fitsFloat32 } from './numeric-array.js';

/** One example of a stream. */
export interface StreamExample {
  readonly x: ArrayLike<number>;
  /** A label or target: for each example, or for none. */
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

type Stream = AsyncIterable<StreamExample> | Iterable<StreamExample>;

/**
 * A dataset over an iterable that may be larger than memory. `open` is called for each pass and gives the
 * examples in a fixed order; shuffling draws within a buffer. Values are copied, and checked to be finite, as
 * they come: `open` may use one array for all examples.
 *
 * @example
 * const data = streamDataset(() => rowsOfAFile(path), { shape: [30] });
 *
 * @throws {OptionError} for a buffer below 1.
 * @throws {ShapeError} (while it is read) when an example has another length.
 * @throws {DataError} (while it is read) naming the first example, counted as the stream gives them, with a value
 * that is not finite, or with a label where the others have none.
 */
export function streamDataset(
  open: () => Stream,
  { shape, size, shuffleBuffer = 4096 }: StreamOptions,
): Dataset {
  checkInteger('shuffleBuffer', shuffleBuffer);
  return {
    shape,
    size,
    async *batches(options: BatchOptions): AsyncGenerator<Batch> {
      checkBatchOptions(options);
      const { batchSize, shuffle, skip = 0 } = options;
      const inOrder = checkedCopies(open(), shape);
      const examples = shuffle ? shuffled(inOrder, shuffleBuffer, shuffle) : inOrder;
      let held: StreamExample[] = [];
      let left = skip;
      for await (const example of examples) {
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

async function* checkedCopies(examples: Stream, shape: readonly number[]): AsyncGenerator<StreamExample> {
  const width = shape.reduce((product, length) => product * length, 1);
  let labelled: boolean | undefined;
  let index = 0;
  for await (const { x, y } of examples) {
    if (x.length !== width) {
      throw new ShapeError(
        `example ${index} has ${x.length} values, shape ${formatShape(shape)} needs ${width}`,
      );
    }
    for (let k = 0; k < width; k++) {
      if (!fitsFloat32(x[k]!))
        throw new DataError(`example ${index}, value ${k} is ${x[k]}: replace or drop it`);
    }
    labelled ??= y !== undefined;
    if (labelled !== (y !== undefined)) {
      const [here, others] = labelled ? ['no label', 'some'] : ['a label', 'none'];
      throw new DataError(`example ${index} has ${here} and those before it have ${others}`);
    }
    if (y !== undefined && !fitsFloat32(y))
      throw new DataError(`the label of example ${index} is ${y}: replace or drop it`);
    yield y === undefined ? { x: Float32Array.from(x) } : { x: Float32Array.from(x), y };
    index += 1;
  }
}

/** Buffer after buffer in the order of a permutation of its own, so that a pass can be repeated. */
async function* shuffled(
  examples: AsyncIterable<StreamExample>,
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

function toBatch(examples: readonly StreamExample[], shape: readonly number[]): Batch {
  const width = shape.reduce((product, length) => product * length, 1);
  const values = new Float32Array(examples.length * width);
  for (const [row, { x }] of examples.entries()) values.set(x, row * width);
  return {
    x: tf.tensor(values, [examples.length, ...shape]),
    ...(examples[0]!.y === undefined ? {} : { y: tf.tensor1d(examples.map(({ y }) => y!)) }),
  };
}
