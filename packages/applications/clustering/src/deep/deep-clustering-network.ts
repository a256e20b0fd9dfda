import type { Autoencoder, LossTerms } from '@autoencoders/core';
import { checkInteger, checkNumber } from '@autoencoders/errors';
import { squaredError, stopGradient } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { codeWidth } from '../codes.js';
import { beginByKMeans } from './begin-by-k-means.js';
import type { DeepClustering } from './deep-clustering.js';
import { deepClusteringFrom } from './deep-clustering-from.js';
import { movedCentroids, nearestOneHot } from './move-centroids.js';
import { assignValues, flatCodes, trainedVariables, zeroVariable } from './networks.js';
import { originalsOf } from './with-originals.js';

/** The name that it is saved under. */
export const dcnKind = 'deep-clustering-network';

/** Options of {@link deepClusteringNetwork}. */
export interface NetworkClusteringOptions {
  /** How many clusters. */
  readonly clusters: number;
  /** Weight of the distances to centroids beside the squared error. Default 0.5. */
  readonly lambda?: number;
  /** How often each centroid counts as moved already at the start: the larger, the slower it moves. Default 100. */
  readonly startCount?: number;
  /** Starts of k-means, of which the best is kept. Default 20. */
  readonly restarts?: number;
  /** Keys the starts of k-means. Default 0. */
  readonly seed?: number;
}

/**
 * A deep clustering network: the autoencoder is trained to reconstruct and to encode near the centroids of k-means,
 *
 * `loss = Σ (x - x̂)² + λ/2 |z - μ_s|²` with `μ_s` the nearest centroid,
 *
 * summed over features, averaged over the batch. After each step codes are assigned anew and centroids moved towards
 * theirs without a gradient, by a rate of one over the count of codes that each has had. A centroid without codes in a
 * batch stays where it is; one that never gets any stays where k-means put it, and no example is assigned to it. With
 * `augmentation`, `μ_s` is the centroid nearest to the example that `x` was made of, and such examples move centroids.
 * Layers are in inference mode. Test figures: those of the autoencoder and `squaredDistance` of a code to its nearest
 * centroid, summed over the code.
 *
 * Source: Yang, Fu, Sidiropoulos and Hong 2017, "Towards k-means-friendly spaces: simultaneous deep learning and
 * clustering"; the published code starts counts at 100, too. Augmented: Guo et al. 2018, section 3.
 *
 * @example
 * const groups = deepClusteringNetwork(model, { clusters: 10 });
 * await groups.fit(data, { epochs: 50 });
 *
 * @param autoencoder any, trained; its networks `encoder` and `decoder` are moved
 * @throws {OptionError} naming the option that is wrong, or a network that is missing.
 */
export function deepClusteringNetwork<Base extends Autoencoder>(
  autoencoder: Base,
  options: NetworkClusteringOptions,
): DeepClustering<Base> {
  const { clusters, lambda = 0.5, startCount = 100, restarts = 20, seed = 0 } = options;
  checkInteger('clusters', clusters);
  checkNumber('lambda', lambda, 0);
  checkInteger('startCount', startCount, 0);
  checkInteger('restarts', restarts);
  checkInteger('seed', seed, 0);
  const settings = { clusters, lambda, startCount, restarts, seed };
  const variables = trainedVariables(dcnKind, autoencoder, ['encoder', 'decoder']);
  const centroids = zeroVariable([clusters, codeWidth(autoencoder)], false);
  const counts = zeroVariable([clusters], false);
  const nearest = (codes: tf.Tensor) => nearestOneHot(codes, centroids);
  /** Of each code to the centroid that it is assigned to: `[batch]`. */
  const distancesOf = (codes: tf.Tensor, assigned: tf.Tensor) =>
    tf.sum(tf.squaredDifference(codes, tf.matMul(assigned, centroids)), 1) as tf.Tensor1D;
  return deepClusteringFrom({
    kind: dcnKind,
    settings,
    autoencoder,
    state: { centroids, counts },
    centroids,
    assignsInSteps: true,
    phases: [
      {
        name: 'clustering',
        variables,
        loss(batch): LossTerms {
          const { x } = batch;
          const codes = autoencoder.encode(x);
          const flat = tf.reshape(codes, [x.shape[0]!, -1]);
          const originals = originalsOf(batch);
          const assigned =
            originals === x
              ? stopGradient(flat, nearest)
              : stopGradient(originals, (from) => nearest(flatCodes(autoencoder, from)));
          const distance = tf.mean(distancesOf(flat, assigned)) as tf.Scalar;
          const error = squaredError(x, autoencoder.decode(codes));
          const loss = tf.add(error, tf.mul(distance, lambda / 2)) as tf.Scalar;
          return { loss, squaredError: error, squaredDistance: distance };
        },
        afterStep(batch) {
          const moved = movedCentroids(flatCodes(autoencoder, originalsOf(batch)), centroids, counts);
          centroids.assign(moved.centroids);
          counts.assign(moved.counts);
        },
      },
    ],
    probabilitiesOf: nearest,
    begin(codes) {
      beginByKMeans(centroids, codes, settings);
      assignValues(counts, new Float32Array(clusters).fill(startCount));
    },
    figures(batch, step) {
      const codes = flatCodes(autoencoder, batch.x);
      return { ...autoencoder.figures(batch, step), squaredDistance: distancesOf(codes, nearest(codes)) };
    },
  });
}
