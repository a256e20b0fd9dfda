import { randomSource } from '@autoencoders/backend';
import { type ArrayDataset, arrayDataset } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';

/** The sizes of what {@link gaussianModelData} draws. */
export interface GaussianModelSize {
  readonly count: number;
  readonly width: number;
  /** Directions of more variance than the noise has. */
  readonly factors: number;
  /** Standard deviation of the noise. */
  readonly noise: number;
}

/** Rows of `x = W z + b + ε` with standard normal `z`, the model of probabilistic PCA, whose `W` and `b` are drawn. */
export async function gaussianModelData(
  { count, width, factors, noise }: GaussianModelSize,
  seed: number,
): Promise<ArrayDataset> {
  const random = randomSource(seed);
  const rows = tf.tidy(() => {
    const codes = random.normal('codes', [count, factors]);
    const weights = random.normal('weights', [factors, width]);
    const offset = random.normal('offset', [1, width]);
    const signal = tf.add(tf.matMul(codes, weights), offset);
    return tf.add(signal, tf.mul(random.normal('noise', [count, width]), noise));
  });
  try {
    return arrayDataset({ x: (await rows.data()) as Float32Array, shape: [width] });
  } finally {
    rows.dispose();
  }
}
