import type { Autoencoder, LossTerms } from '@autoencoders/core';
import { checkNumber } from '@autoencoders/errors';
import { squaredError } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import type { DeepClustering } from './deep-clustering.js';
import { deepClusteringFrom } from './deep-clustering-from.js';
import { flatCodes, trainedVariables } from './networks.js';
import { studentClusters, type TargetOptions, targetSettings } from './student-clusters.js';

/** The name that it is saved under. */
export const idecKind = 'improved-deep-embedded-clustering';

/** Options of {@link improvedDeepEmbeddedClustering}. */
export interface ImprovedOptions extends TargetOptions {
  /** Weight of the divergence beside the squared error. Default 0.1. */
  readonly gamma?: number;
}

/**
 * Improved deep embedded clustering: DEC with the decoder kept in training, so that the code goes on telling examples
 * apart as they are,
 *
 * `loss = Σ (x - x̂)² + γ KL(P ‖ Q)`,
 *
 * the one summed over features, the other over clusters, averaged over the batch. Where the published code takes the
 * mean over features instead, its γ of 0.1 is one of 0.1 times their number here. Targets, first centroids, stopping
 * and the mode of layers are those of DEC, and so are its figures; the paper trains by Adam at 0.001, batches of 256.
 *
 * Source: Guo, Gao, Liu and Yin 2017, "Improved deep embedded clustering with local structure preservation".
 *
 * @example
 * const groups = improvedDeepEmbeddedClustering(model, { clusters: 10 });
 * await groups.fit(data, { epochs: 20, batchSize: 256 });
 *
 * @param autoencoder any, trained; its networks `encoder` and `decoder` are moved
 * @throws {OptionError} naming the option that is wrong, or a network that is missing.
 */
export function improvedDeepEmbeddedClustering<Base extends Autoencoder>(
  autoencoder: Base,
  options: ImprovedOptions,
): DeepClustering<Base> {
  const { gamma = 0.1 } = options;
  checkNumber('gamma', gamma, 0);
  const settings = { ...targetSettings(options), gamma };
  const networks = trainedVariables(idecKind, autoencoder, ['encoder', 'decoder']);
  const { parts, centroids, divergence } = studentClusters(autoencoder, idecKind, settings);
  return deepClusteringFrom({
    ...parts,
    kind: idecKind,
    settings,
    autoencoder,
    phases: [
      {
        name: 'clustering',
        variables: [...networks, centroids],
        loss(batch, step): LossTerms {
          const codes = autoencoder.encode(batch.x);
          const flat = tf.reshape(codes, [batch.x.shape[0]!, -1]);
          const clustering = tf.mean(divergence(flat, batch, step)) as tf.Scalar;
          const error = squaredError(batch.x, autoencoder.decode(codes));
          const loss = tf.add(error, tf.mul(clustering, gamma)) as tf.Scalar;
          return { loss, squaredError: error, clusteringDivergence: clustering };
        },
      },
    ],
    figures: (batch, step) => ({
      ...autoencoder.figures(batch, step),
      clusteringDivergence: divergence(flatCodes(autoencoder, batch.x), batch, { training: false }),
    }),
  });
}
