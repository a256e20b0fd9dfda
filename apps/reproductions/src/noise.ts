import { randomSource } from '@autoencoders/backend';
import { type ArrayDataset, arrayDataset } from '@autoencoders/data';
import { type Corruption, corrupt } from '@autoencoders/layers';
import * as tf from '@tensorflow/tfjs';
import { rows } from './image-parts.js';

/** Images of one dataset with noise on each. */
export async function noisyCopy(
  data: ArrayDataset,
  corruption: Corruption,
  seed: number,
): Promise<ArrayDataset> {
  const clean = tf.tensor(data.values(rows(0, data.size)), [data.size, ...data.shape]);
  const noisy = corrupt(clean, corruption, randomSource(seed));
  const x = (await noisy.data()) as Float32Array;
  tf.dispose([clean, noisy]);
  return arrayDataset({ x, shape: data.shape });
}

/** Images of independent uniform pixels. */
export async function uniformImages(
  count: number,
  shape: readonly number[],
  seed: number,
): Promise<ArrayDataset> {
  const drawn = randomSource(seed).uniform('images', [count, ...shape]);
  const x = (await drawn.data()) as Float32Array;
  drawn.dispose();
  return arrayDataset({ x, shape });
}
