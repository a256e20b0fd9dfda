import type { Autoencoder, LossTerms, StepContext } from '@autoencoders/core';
import type { Batch } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';
import type { DeepClustering } from './deep-clustering.js';
import { deepClusteringFrom } from './deep-clustering-from.js';
import { flatCodes, trainedVariables } from './networks.js';
import { studentClusters, type TargetOptions, targetSettings } from './student-clusters.js';

/** The name that it is saved under. */
export const decKind = 'deep-embedded-clustering';

/**
 * Deep embedded clustering: moves the encoder of a trained autoencoder, and centroids in its code, down
 *
 * `KL(P ‖ Q) = Σ_j p_ij log(p_ij / q_ij)`,
 *
 * averaged over the batch, in nats, with `q` the assignment by Student's t distribution and `p` its sharpened target,
 * renewed over all examples every `updateEvery` steps. Centroids start by k-means; training ends when fewer than
 * `tolerance` of the labels change between refreshes. Layers are in inference mode, the decoder stays as it was, and
 * the test figures of the autoencoder are joined by `clusteringDivergence` (from the targets that `frequencies` of the
 * last refresh give). A cluster that loses its examples keeps its centroid. The paper trains by
 * `sgd({ momentum: 0.9 })` at 0.01 with batches of 256.
 *
 * Source: Xie, Girshick and Farhadi 2016, "Unsupervised deep embedding for clustering analysis", section 3.1.
 *
 * @example
 * const groups = deepEmbeddedClustering(model, { clusters: 10 });
 * await groups.fit(data, { epochs: 20, batchSize: 256 });
 * const labels = await groups.assign(data);
 *
 * @param autoencoder any, trained; its network `encoder` is moved
 * @throws {OptionError} naming the option that is wrong, or when there is no network `encoder`.
 */
export function deepEmbeddedClustering<Base extends Autoencoder>(
  autoencoder: Base,
  options: TargetOptions,
): DeepClustering<Base> {
  const settings = targetSettings(options);
  const encoder = trainedVariables(decKind, autoencoder, ['encoder']);
  const { parts, centroids, divergence } = studentClusters(autoencoder, decKind, settings);
  const divergenceOf = (batch: Batch, step: Pick<StepContext, 'training'>) =>
    divergence(flatCodes(autoencoder, batch.x), batch, step);
  return deepClusteringFrom({
    ...parts,
    kind: decKind,
    settings,
    autoencoder,
    phases: [
      {
        name: 'clustering',
        variables: [...encoder, centroids],
        loss: (batch, step): LossTerms => ({ loss: tf.mean(divergenceOf(batch, step)) as tf.Scalar }),
      },
    ],
    figures: (batch, step) => ({
      ...autoencoder.figures(batch, step),
      clusteringDivergence: divergenceOf(batch, { training: false }),
    }),
  });
}
