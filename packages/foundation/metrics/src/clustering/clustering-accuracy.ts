import { munkres } from 'munkres';
import { contingency } from './contingency.js';

/**
 * Clustering accuracy (ACC), the share of examples that are right when each cluster stands for one label, and the
 * best such assignment is taken:
 *
 * `ACC = max_m 1/n Σ 1{label_i = m(cluster_i)}`,
 *
 * over the one-to-one maps `m` of clusters to labels, found by the Hungarian algorithm. Where there are more clusters
 * than labels, examples of those left over count as wrong. In `[0, 1]`.
 * Source: Yang, Xu, Nie, Yan and Zhuang 2010, "Image clustering using local discriminant models and global
 * integration"; Xie, Girshick and Farhadi 2016 (DEC).
 *
 * @param labels `[examples]`, integers
 * @param clusters `[examples]`, integers; which cluster has which number is of no account
 * @throws {DataError} without examples, or when one of the two holds no integer.
 * @throws {ShapeError} when there is not one cluster for each label.
 */
export function clusteringAccuracy(labels: ArrayLike<number>, clusters: ArrayLike<number>): number {
  const { examples, counts } = contingency(labels, clusters);
  const costs = counts.map((row) => row.map((count) => examples - count));
  const right = munkres(costs).reduce((sum, [label, cluster]) => sum + counts[label]![cluster]!, 0);
  return right / examples;
}
