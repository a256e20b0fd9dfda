import { undoScaling } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';
import { isPicture } from '../data/data-summary.js';
import type { LoadedData } from '../data/loaded-data.js';
import type { Items } from '../items/items.js';

/** Examples `[count, ...shape]` of values in [0, 1], ready to be shown; rows of a table on its own scale again. */
export async function toItems(x: tf.Tensor, { summary, scaling }: LoadedData): Promise<Items> {
  const count = x.shape[0]!;
  if (isPicture(summary)) {
    const [height, width, channels] = summary.shape as [number, number, number];
    const scaled = tf.tidy(() => tf.round(tf.mul(tf.clipByValue(x, 0, 1), 255)));
    const bytes = Uint8Array.from(await scaled.data());
    scaled.dispose();
    return { kind: 'pictures', pixels: { count, height, width, channels, bytes } };
  }
  const flat = tf.tidy(() => {
    const rows = tf.reshape(x, [count, -1]);
    return scaling ? undoScaling(rows, scaling) : tf.clone(rows);
  });
  const values = (await flat.data()) as Float32Array;
  const size = flat.shape[1]!;
  flat.dispose();
  const columns =
    summary.columns.length > 0 ? summary.columns : Array.from({ length: size }, (_, k) => `${k}`);
  return {
    kind: 'rows',
    columns,
    rows: Array.from({ length: count }, (_, row) => values.slice(row * size, (row + 1) * size)),
  };
}
