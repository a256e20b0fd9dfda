import { kMeans } from '@autoencoders/classical';
import type { Rows } from '@autoencoders/data';
import type * as tf from '@tensorflow/tfjs';
import { assignValues } from './networks.js';

/** Gives centroids their first values: those of k-means on all codes. */
export function beginByKMeans(
  centroids: tf.Variable,
  codes: Rows,
  {
    clusters,
    restarts,
    seed,
  }: { readonly clusters: number; readonly restarts: number; readonly seed: number },
): void {
  assignValues(centroids, kMeans(codes, { clusters, restarts, seed }).centroids.values);
}
