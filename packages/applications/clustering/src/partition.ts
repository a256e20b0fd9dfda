import { type GaussianMixture, gaussianMixture, kMeans, responsibilities } from '@autoencoders/classical';
import type { Rows } from '@autoencoders/data';
import { largestOfEachRow } from '@autoencoders/data';
import type { Settings } from './options.js';

/** Points divided into clusters. */
export interface Partition {
  /** How many clusters, among them some that may have no point. */
  readonly clusters: number;
  /** The cluster of each point. */
  readonly labels: Int32Array;
  /** Centroids or means, `[clusters, width]`. */
  readonly centroids: Rows;
  /** The mixture, where that is the method. */
  readonly mixture?: GaussianMixture;
}

/** Divides points `[points, width]` into so many clusters. */
export function partition(points: Rows, clusters: number, settings: Settings): Partition {
  const { method, covariance, restarts, seed } = settings;
  if (method === 'k-means') {
    const { centroids, labels } = kMeans(points, { clusters, restarts, seed });
    return { clusters, labels, centroids };
  }
  const mixture = gaussianMixture(points, { components: clusters, covariance, restarts, seed });
  const labels = largestOfEachRow(responsibilities(points, mixture));
  return { clusters, labels, centroids: mixture.means, mixture };
}
