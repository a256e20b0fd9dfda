import { ModelFormatError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { idsFromJson } from '../ratings/ids.js';
import type { Ratings } from '../ratings/ratings.js';
import type { SparseRows } from '../ratings/sparse-rows.js';

/** The ratings of users as variables that are saved and never trained. */
export function ratingState({ offsets, columns, values }: SparseRows): Readonly<Record<string, tf.Variable>> {
  return tf.tidy(() => ({
    offsets: tf.variable(tf.tensor1d(offsets, 'int32'), false),
    columns: tf.variable(tf.tensor1d(columns, 'int32'), false),
    values: tf.variable(tf.tensor1d(values), false),
  }));
}

/**
 * Ratings from what was saved of them: ids and range among the options, the rest as the state.
 *
 * @throws {ModelFormatError} when a part is missing or does not fit the others.
 */
export async function ratingsFrom(
  options: { readonly [key: string]: unknown },
  state: ReadonlyMap<string, tf.Tensor>,
): Promise<Ratings> {
  const users = idsFromJson(options.users);
  const items = idsFromJson(options.items);
  const [offsets, columns, values] = await Promise.all([
    savedValues(state, 'offsets'),
    savedValues(state, 'columns'),
    savedValues(state, 'values'),
  ]);
  const range = options.range as [number, number];
  const size = columns.length;
  const fits =
    Array.isArray(range) &&
    offsets.length === users.size + 1 &&
    offsets.at(-1) === size &&
    values.length === size &&
    columns.every((column) => column >= 0 && column < items.size);
  if (!fits) throw new ModelFormatError('the saved ratings do not fit the saved ids: save the model again');
  const byUser = {
    offsets: Int32Array.from(offsets),
    columns: Int32Array.from(columns),
    values: Float32Array.from(values),
  };
  return { users, items, range, size, byUser };
}

async function savedValues(state: ReadonlyMap<string, tf.Tensor>, name: string) {
  const tensor = state.get(name);
  if (!tensor) throw new ModelFormatError(`the state '${name}' of the recommender is missing: save it again`);
  return tensor.data<'float32' | 'int32'>();
}
