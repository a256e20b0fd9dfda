import type { Rows } from '@autoencoders/core';
import { type Batch, type Dataset, disposeBatch } from '@autoencoders/data';
import { checkInteger, DataError } from '@autoencoders/errors';

/** A part of a dataset on the host. */
export interface HostBatch {
  /** `[batch, values of an example]` */
  readonly rows: Rows;
  /** A label or target for each example, where the dataset has one number each. */
  readonly targets: Float32Array | undefined;
}

/**
 * Walks through a dataset with its examples flattened, on the host.
 *
 * @throws {DataError} naming the first value that is not finite.
 */
export async function* hostBatches(data: Dataset, batchSize = 256): AsyncGenerator<HostBatch> {
  checkInteger('batchSize', batchSize);
  let first = 0;
  for await (const batch of data.batches({ batchSize })) {
    const part = await hostBatch(batch);
    checkFinite(part.rows, first, (example, value, found) => {
      return `value ${value} of example ${example} is ${found}: replace or drop what is not a finite number`;
    });
    first += part.rows.shape[0]!;
    yield part;
  }
}

/** A batch on the host; it is disposed. */
async function hostBatch(batch: Batch): Promise<HostBatch> {
  try {
    const { x, y } = batch;
    const single = y && y.size === x.shape[0];
    const [values, targets] = await Promise.all([x.data(), single ? y.data() : undefined]);
    const size = x.shape[0]!;
    return {
      rows: { values: floats(values), shape: [size, values.length / size] },
      targets: targets && floats(targets),
    };
  } finally {
    disposeBatch(batch);
  }
}

/**
 * Checks that rows are finite.
 *
 * @param first the number of the first row
 * @param message says what is wrong with which value of which row
 * @throws {DataError} about the first value that is not finite.
 */
export function checkFinite(
  { values, shape }: Rows,
  first: number,
  message: (row: number, value: number, found: number) => string,
): void {
  const width = values.length / shape[0]!;
  for (let at = 0; at < values.length; at++) {
    if (Number.isFinite(values[at]!)) continue;
    throw new DataError(message(first + Math.floor(at / width), at % width, values[at]!));
  }
}

function floats(values: ArrayLike<number>): Float32Array {
  return values instanceof Float32Array ? values : Float32Array.from(values);
}
