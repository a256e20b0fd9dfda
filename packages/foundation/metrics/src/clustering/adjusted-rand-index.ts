import { contingency } from './contingency.js';

/**
 * The adjusted Rand index (ARI) of labels and clusters:
 *
 * `ARI = (Σ C(n_ij, 2) - e) / ((Σ C(a_i, 2) + Σ C(b_j, 2)) / 2 - e)`, `e = Σ C(a_i, 2) Σ C(b_j, 2) / C(n, 2)`,
 *
 * with `n_ij` the examples of label `i` in cluster `j`, and `a_i`, `b_j` the sizes of labels and clusters: the pairs on
 * which both agree, less what chance gives. 1 when the two are the same partition, 0 on average at random, at least
 * -0.5. Source: Hubert and Arabie 1985, "Comparing partitions", eq. 5.
 *
 * @param labels `[examples]`, integers
 * @param clusters `[examples]`, integers; which cluster has which number is of no account
 * @throws {DataError} without examples, or when one of the two holds no integer.
 * @throws {ShapeError} when there is not one cluster for each label.
 */
export function adjustedRandIndex(labels: ArrayLike<number>, clusters: ArrayLike<number>): number {
  const { examples, counts, labelSizes, clusterSizes } = contingency(labels, clusters);
  const [together, inLabels, inClusters] = [counts.flatMap((row) => [...row]), labelSizes, clusterSizes].map(
    pairsWithin,
  ) as [number, number, number];
  // The same partition, of which there may be no pairs at all.
  if (together === inLabels && together === inClusters) return 1;
  const expected = (inLabels * inClusters) / pairsOf(examples);
  return (together - expected) / ((inLabels + inClusters) / 2 - expected);
}

function pairsWithin(sizes: ArrayLike<number>): number {
  return Array.from(sizes).reduce((sum, size) => sum + pairsOf(size), 0);
}

function pairsOf(size: number): number {
  return (size * (size - 1)) / 2;
}
