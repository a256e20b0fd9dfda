import { DataError, ModelFormatError, OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { type Batch, type BatchOptions, type Dataset, disposeBatch } from './dataset.js';

/**
 * A change of scale of each feature, `y = (x - shift) / scale`, as JSON: saved beside a model and applied to
 * whatever it is given later.
 */
export interface Scaling {
  readonly kind: 'standard' | 'min-max';
  /** For each value of an input. */
  readonly shift: readonly number[];
  readonly scale: readonly number[];
}

/**
 * Fits a scaling to mean 0 and standard deviation 1 of each feature (1 where a feature is constant), in one pass
 * over data of any size, in double precision (Welford 1962).
 *
 * @throws {DataError} when there is no data.
 */
export async function standardScaling(data: Dataset): Promise<Scaling> {
  const width = widthOf(data);
  const mean = new Float64Array(width);
  const squares = new Float64Array(width);
  let count = 0;
  for await (const row of hostRows(data)) {
    count += 1;
    for (let k = 0; k < width; k++) {
      const change = row[k]! - mean[k]!;
      mean[k]! += change / count;
      squares[k]! += change * (row[k]! - mean[k]!);
    }
  }
  const scale = Array.from(squares, (sum) => Math.sqrt(sum / count) || 1);
  return { kind: 'standard', shift: [...mean], scale };
}

/**
 * Fits a scaling to [0, 1] of each feature (0 where a feature is constant).
 *
 * @throws {DataError} when there is no data.
 */
export async function minMaxScaling(data: Dataset): Promise<Scaling> {
  const width = widthOf(data);
  const low = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
  for await (const row of hostRows(data)) {
    for (let k = 0; k < width; k++) {
      low[k] = Math.min(low[k]!, row[k]!);
      high[k] = Math.max(high[k]!, row[k]!);
    }
  }
  return { kind: 'min-max', shift: [...low], scale: Array.from(high, (value, k) => value - low[k]! || 1) };
}

/** Scaled values, `(x - shift) / scale`: `[batch, ...shape]`. */
export function applyScaling(x: tf.Tensor, scaling: Scaling): tf.Tensor {
  return tf.tidy(() => tf.div(tf.sub(x, spread(scaling.shift, x)), spread(scaling.scale, x)));
}

/** Values on the scale of the data again, `y · scale + shift`: `[batch, ...shape]`. */
export function undoScaling(y: tf.Tensor, scaling: Scaling): tf.Tensor {
  return tf.tidy(() => tf.add(tf.mul(y, spread(scaling.scale, y)), spread(scaling.shift, y)));
}

/**
 * A dataset that scales another's inputs on their way out.
 *
 * @throws {OptionError} when the scaling is of another width.
 */
export function scaleDataset(data: Dataset, scaling: Scaling): Dataset {
  const width = widthOf(data);
  if (scaling.shift.length !== width) {
    throw new OptionError(
      `the scaling is for ${scaling.shift.length} values, the data has ${width} an example`,
    );
  }
  return {
    shape: data.shape,
    size: data.size,
    async *batches(options: BatchOptions): AsyncGenerator<Batch> {
      for await (const batch of data.batches(options)) {
        const x = applyScaling(batch.x, scaling);
        batch.x.dispose();
        yield { ...batch, x };
      }
    },
  };
}

/**
 * A scaling from JSON, as it was saved.
 *
 * @throws {ModelFormatError} when it is not one.
 */
export function scalingFromJson(json: unknown): Scaling {
  const { kind, shift, scale } = (json ?? {}) as Partial<Scaling>;
  const known = kind === 'standard' || kind === 'min-max';
  const usable = Array.isArray(shift) && Array.isArray(scale) && shift.length === scale.length;
  // A scale of 0 would make every value infinite.
  const finite = usable && shift.every(Number.isFinite) && scale.every((s) => Number.isFinite(s) && s !== 0);
  if (!known || !finite) {
    throw new ModelFormatError(`${JSON.stringify(json)?.slice(0, 80)} is not a scaling`);
  }
  return { kind, shift, scale };
}

function widthOf({ shape }: Dataset): number {
  return shape.reduce((size, length) => size * length, 1);
}

/** Numbers a value each as a tensor that broadcasts over a batch. */
function spread(values: readonly number[], like: tf.Tensor): tf.Tensor {
  return tf.tensor([...values], [1, ...like.shape.slice(1)]);
}

async function* hostRows(data: Dataset): AsyncGenerator<Float32Array> {
  const width = widthOf(data);
  let any = false;
  for await (const batch of data.batches({ batchSize: 1024 })) {
    const values = await batch.x.data<'float32'>();
    disposeBatch(batch);
    any ||= values.length > 0;
    for (let from = 0; from < values.length; from += width) yield values.subarray(from, from + width);
  }
  if (!any) throw new DataError('the dataset has no examples: there is nothing to fit a scaling to');
}
