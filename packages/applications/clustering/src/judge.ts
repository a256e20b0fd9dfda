import { adjustedRandIndex, clusteringAccuracy, normalizedMutualInformation } from '@autoencoders/metrics';

/** How well clusters meet labels; 1 is perfect in each. */
export interface Judgement {
  /** ACC: the share of examples that are right once each cluster is given the label that suits all best. */
  readonly accuracy: number;
  /** NMI, normalised by the arithmetic mean of both entropies. */
  readonly normalizedMutualInformation: number;
  /** ARI: pairs told apart and together alike, corrected for chance. */
  readonly adjustedRandIndex: number;
}

/**
 * The three figures by which deep clustering is compared. Nothing is fitted to the labels but the naming of clusters.
 * Source: Xie, Girshick and Farhadi 2016, equation 10 (ACC); Hubert and Arabie 1985 (ARI).
 *
 * @param labels true classes, `[examples]`
 * @param clusters found ones, `[examples]`
 * @throws what the figures throw for lists that are empty or of different lengths.
 */
export function judge(labels: ArrayLike<number>, clusters: ArrayLike<number>): Judgement {
  return {
    accuracy: clusteringAccuracy(labels, clusters),
    normalizedMutualInformation: normalizedMutualInformation(labels, clusters),
    adjustedRandIndex: adjustedRandIndex(labels, clusters),
  };
}
