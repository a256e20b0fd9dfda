import type { RandomSource } from '@autoencoders/backend';
import * as tf from '@tensorflow/tfjs';

/** Codes to be moved, and where. */
export interface Revival {
  /** 1 for each code that is hardly used, `[codes]`. */
  readonly dead: tf.Tensor;
  /** A row for each code, `[codes, codeDim]`. */
  readonly rows: tf.Tensor;
}

/**
 * Codes whose running count is under `share` of the mean over all codes, and rows drawn at random for them.
 * Source: Dhariwal et al. 2020, "Jukebox" (random restarts).
 *
 * @param counts running counts, `[codes]`
 * @param rows encoder outputs of the batch, `[count, codeDim]`
 */
export function revival(counts: tf.Tensor, rows: tf.Tensor, share: number, random: RandomSource): Revival {
  const dead = tf.cast(tf.less(counts, tf.mul(tf.mean(counts), share)), 'float32');
  return { dead, rows: tf.gather(rows, randomRows(rows.shape[0]!, counts.size, random, 'revival')) };
}

/** `count` indices of rows, drawn with replacement: int32 `[count]`. */
export function randomRows(rows: number, count: number, random: RandomSource, purpose: string): tf.Tensor1D {
  const drawn = tf.floor(tf.mul(random.uniform(purpose, [count]), rows));
  // A product that rounds up to the number of rows is none of them.
  return tf.cast(tf.minimum(drawn, rows - 1), 'int32') as tf.Tensor1D;
}

/** `moved` where the mask is 1, `kept` where it is 0; the mask is `[codes]`, the others have codes first. */
export function movedWhere(mask: tf.Tensor, moved: tf.Tensor, kept: tf.Tensor): tf.Tensor {
  const wide = tf.reshape(mask, [mask.size, ...kept.shape.slice(1).map(() => 1)]);
  return tf.add(tf.mul(moved, wide), tf.mul(kept, tf.sub(1, wide)));
}
