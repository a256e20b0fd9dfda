import { contingency } from './contingency.js';

/**
 * Normalized mutual information (NMI) of labels and clusters:
 *
 * `NMI = I(labels; clusters) / ((H(labels) + H(clusters)) / 2)`,
 *
 * the mutual information over the arithmetic mean of the entropies. In `[0, 1]`: 1 when each says all about the other,
 * also where both are a single group; 0 when one of them alone is a single group.
 * Source: Vinh, Epps and Bailey 2010, "Information theoretic measures for clusterings comparison", table 2 (NMI sum).
 *
 * @param labels `[examples]`, integers
 * @param clusters `[examples]`, integers; which cluster has which number is of no account
 * @throws {DataError} without examples, or when one of the two holds no integer.
 * @throws {ShapeError} when there is not one cluster for each label.
 */
export function normalizedMutualInformation(labels: ArrayLike<number>, clusters: ArrayLike<number>): number {
  const { examples, counts, labelSizes, clusterSizes } = contingency(labels, clusters);
  if (labelSizes.length === 1 && clusterSizes.length === 1) return 1;
  let information = 0;
  counts.forEach((row, label) => {
    row.forEach((count, cluster) => {
      if (count === 0) return;
      const expected = (labelSizes[label]! * clusterSizes[cluster]!) / examples;
      information += (count / examples) * Math.log(count / expected);
    });
  });
  const mean = (entropy(labelSizes, examples) + entropy(clusterSizes, examples)) / 2;
  // Rounding may leave the interval.
  return Math.min(1, Math.max(0, information / mean));
}

/** In nats. */
function entropy(sizes: Int32Array, examples: number): number {
  return sizes.reduce((sum, size) => sum - (size / examples) * Math.log(size / examples), 0);
}
