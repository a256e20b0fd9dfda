import { type Batch, type BatchOptions, type Dataset, disposeBatch } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';
import type { AnomalySettings } from '../options.js';
import type { CellName } from './cell-names.js';
import { type Preparation, type PreparedBatch, prepare } from './preparation.js';
import type { RawData } from './raw-data.js';
import { scaledTensor } from './scaled-tensor.js';

/** Raw rows and how they become inputs. */
export interface Prepared {
  readonly data: RawData;
  readonly preparation: Preparation;
  readonly settings: AnomalySettings;
  readonly nameOf: CellName;
}

/** Inputs batch by batch, on the host. @throws as `prepare`. */
export async function* preparedBatches(
  { data, preparation, settings, nameOf }: Prepared,
  options: BatchOptions,
): AsyncGenerator<PreparedBatch & { readonly raw: Float32Array }> {
  let first = (options.skip ?? 0) * options.batchSize;
  for await (const batch of data.batches(options)) {
    yield { ...prepare(batch, preparation, settings, { nameOf, first }), raw: batch.values };
    first += batch.size;
  }
}

/**
 * Inputs as a dataset to train on. What comes from a dataset whole is scaled where it is, so that training waits for
 * no download.
 *
 * @param whole whether no cell is missing
 */
export function preparedDataset(prepared: Prepared, whole: boolean): Dataset {
  const { shape, size, dataset } = prepared.data;
  if (dataset && whole) return scaledDataset(dataset, prepared);
  return {
    shape,
    size,
    async *batches(options: BatchOptions): AsyncGenerator<Batch> {
      for await (const { values, size: count } of preparedBatches(prepared, options)) {
        yield { x: tf.tensor(values, [count, ...shape]) };
      }
    },
  };
}

function scaledDataset(dataset: Dataset, { preparation, settings }: Prepared): Dataset {
  return {
    shape: dataset.shape,
    size: dataset.size,
    async *batches(options: BatchOptions): AsyncGenerator<Batch> {
      for await (const batch of dataset.batches(options)) {
        const x = tf.tidy(() => {
          const [shift, scale] = [tf.tensor1d(preparation.shift), tf.tensor1d(preparation.scale)];
          return scaledTensor(batch.x, { shift, scale }, settings);
        });
        disposeBatch(batch);
        yield { x };
      }
    },
  };
}
