import type { RandomSource } from '@autoencoders/backend';
import { concatenateRows, type Rows, rowsOfTensor } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';

/** Codes one by one, each as often as it was counted. */
export function codesAtRandom(counts: Float64Array, shape: number[], random: RandomSource): tf.Tensor {
  return tf.tidy(() => {
    const places = shape.reduce((a, b) => a * b, 1);
    // The largest of logits and Gumbel noise is a draw.
    const uniform = tf.maximum(random.uniform('codes', [places, counts.length]), 1e-20);
    const noise = tf.neg(tf.log(tf.neg(tf.log(uniform))));
    const logits = tf.log(tf.add(tf.tensor1d(Float32Array.from(counts)), 1e-9));
    return tf.reshape(tf.argMax(tf.add(logits, noise), 1), shape);
  });
}

/** So many at a time, from draws keyed by which time it is. */
export async function sampled(
  count: number,
  draw: (count: number, step: number) => tf.Tensor,
): Promise<Rows> {
  const parts: Rows[] = [];
  for (let from = 0; from < count; from += 250) {
    const images = draw(Math.min(250, count - from), from);
    parts.push(await rowsOfTensor(images));
    images.dispose();
  }
  return concatenateRows(parts);
}
