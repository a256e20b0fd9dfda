import { randomPermutation } from '@autoencoders/backend';
import type { BatchOptions, Dataset, Rows } from '@autoencoders/data';
import { disposeBatch, rowsOfTensor } from '@autoencoders/data';
import { checkInteger, DataError, formatShape, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/**
 * Rows as they are measured: a dataset, a tensor `[rows, ...inputShape]`, rows of that shape on the host, or a list of
 * rows. Labels beside them are left alone. A missing cell is NaN, which datasets in memory refuse: give such rows in
 * one of the other forms.
 */
export type AnomalyData = Dataset | Rows | tf.Tensor | readonly (readonly number[])[];

/** Rows on the host, one after another, NaN where a cell is missing. */
export interface RawBatch {
  readonly values: Float32Array;
  /** How many rows. */
  readonly size: number;
}

/** Rows that can be walked through again and again, on the host. */
export interface RawData {
  /** Shape of one row. */
  readonly shape: readonly number[];
  readonly size: number | undefined;
  /** The dataset that they come from, where they are on the engine already. */
  readonly dataset?: Dataset;
  batches(options: BatchOptions): AsyncIterable<RawBatch>;
}

/**
 * Data of any form, on the host.
 *
 * @param inputShape what a row must be
 * @throws {ShapeError} when rows have another shape.
 * @throws {DataError} when there are none, or a cell is not a number.
 */
export async function rawDataOf(data: AnomalyData, inputShape: readonly number[]): Promise<RawData> {
  const raw = await opened(data, inputShape);
  if (!tf.util.arraysEqual([...raw.shape], [...inputShape])) {
    throw new ShapeError(
      `the data has rows of shape ${formatShape(raw.shape)}, the detector takes ${formatShape(inputShape)}`,
    );
  }
  return raw;
}

async function opened(data: AnomalyData, inputShape: readonly number[]): Promise<RawData> {
  if (data instanceof tf.Tensor) {
    return fromRows(await rowsOfTensor(data));
  }
  if (isList(data)) return fromRows(fromList(data, inputShape));
  return 'batches' in data ? fromDataset(data) : fromRows(data);
}

function isList(data: AnomalyData): data is readonly (readonly number[])[] {
  return Array.isArray(data);
}

/** Flat rows become rows of the input's shape where they have as many values. */
function fromList(list: readonly (readonly number[])[], inputShape: readonly number[]): Rows {
  const width = list[0]?.length ?? 0;
  const values = new Float32Array(list.length * width);
  list.forEach((row, index) => {
    if (row.length !== width) {
      throw new ShapeError(`row ${index} has ${row.length} cells, row 0 has ${width}: give as many in each`);
    }
    for (const [column, cell] of row.entries()) {
      if (typeof cell !== 'number') {
        throw new DataError(
          `row ${index}, column ${column} holds ${JSON.stringify(cell) ?? 'nothing'}: give numbers, a category as a column of 0 and 1 for each of its values, and NaN for a missing cell`,
        );
      }
      values[index * width + column] = cell;
    }
  });
  const shape = width === tf.util.sizeFromShape([...inputShape]) ? inputShape : [width];
  return { values, shape: [list.length, ...shape] };
}

function fromRows({ values, shape }: Rows): RawData {
  const [size = 0, ...rowShape] = shape;
  if (size === 0) throw new DataError('the data holds no rows: give at least one');
  const width = tf.util.sizeFromShape([...rowShape]);
  if (values.length !== size * width) {
    throw new ShapeError(`there are ${values.length} values in rows of shape ${formatShape(shape)}`);
  }
  return {
    shape: rowShape,
    size,
    async *batches({ batchSize, shuffle, skip = 0 }) {
      checkInteger('batchSize', batchSize);
      const order = shuffle && randomPermutation(size, shuffle.seed, 'shuffle', shuffle.epoch);
      for (let from = skip * batchSize; from < size; from += batchSize) {
        const count = Math.min(batchSize, size - from);
        if (!order) {
          yield { values: values.subarray(from * width, (from + count) * width), size: count };
          continue;
        }
        const batch = new Float32Array(count * width);
        for (let to = 0; to < count; to++) {
          const row = order[from + to]! * width;
          batch.set(values.subarray(row, row + width), to * width);
        }
        yield { values: batch, size: count };
      }
    },
  };
}

function fromDataset(data: Dataset): RawData {
  return {
    shape: data.shape,
    size: data.size,
    dataset: data,
    async *batches(options) {
      for await (const batch of data.batches(options)) {
        try {
          yield { values: Float32Array.from(await batch.x.data()), size: batch.x.shape[0]! };
        } finally {
          disposeBatch(batch);
        }
      }
    },
  };
}
