import type { RandomSource } from '@autoencoders/backend';
import * as tf from '@tensorflow/tfjs';
import { codeCounts } from './code-perplexity.js';
import { nearestCode } from './nearest-code.js';
import { movedWhere, randomRows } from './revival.js';

/** Lloyd's iterations: enough for a start, which training goes on from. */
const iterations = 10;

/**
 * Centroids of rows, for a codebook to begin with: rows drawn at random, moved by a few of Lloyd's iterations. All of it
 * stays on the engine. A centroid that no row is nearest to stays where it is. Of fewer rows than codes some are drawn
 * more than once. Source: Łańcucki et al. 2020, "Robust training of vector quantized bottleneck models".
 *
 * @param rows `[count, codeDim]`
 * @returns `[codes, codeDim]`
 */
export function kMeansStart(rows: tf.Tensor, codes: number, random: RandomSource): tf.Tensor {
  return tf.tidy(() => {
    let centroids = tf.gather(rows, startingRows(rows.shape[0]!, codes, random));
    for (let i = 0; i < iterations; i++) centroids = tf.tidy(() => moved(rows, centroids));
    return centroids;
  });
}

/** One of Lloyd's iterations. */
function moved(rows: tf.Tensor, centroids: tf.Tensor): tf.Tensor {
  const codes = centroids.shape[0]!;
  const nearest = nearestCode(rows, centroids);
  const counts = codeCounts(nearest, codes);
  const sums = tf.unsortedSegmentSum(rows, nearest, codes);
  const means = tf.div(sums, tf.expandDims(tf.maximum(counts, 1), 1));
  return movedWhere(tf.minimum(counts, 1), means, centroids);
}

/** Distinct rows, where there are enough. */
function startingRows(rows: number, codes: number, random: RandomSource): tf.Tensor1D {
  if (rows < codes) return randomRows(rows, codes, random, 'kMeansStart');
  // The places of the largest of as many draws are distinct.
  return tf.topk(random.uniform('kMeansStart', [rows]), codes).indices as tf.Tensor1D;
}
