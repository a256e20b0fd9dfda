import { checkOneEach, groupsOf } from '../labels.js';

/** How often labels and clusters come together. */
export interface Contingency {
  /** Examples in all. */
  readonly examples: number;
  /** `[labels][clusters]`, examples with this label in this cluster. */
  readonly counts: readonly Float64Array[];
  /** Examples of each label. */
  readonly labelSizes: Int32Array;
  /** Examples of each cluster. */
  readonly clusterSizes: Int32Array;
}

/**
 * Counts examples by label and cluster.
 *
 * @throws {DataError} without examples, or when one of the two holds no integer.
 * @throws {ShapeError} when there is not one cluster for each label.
 */
export function contingency(labels: ArrayLike<number>, clusters: ArrayLike<number>): Contingency {
  const truth = groupsOf('labels', labels);
  checkOneEach('clusters', clusters, labels.length);
  const found = groupsOf('clusters', clusters);
  const counts = truth.values.map(() => new Float64Array(found.values.length));
  truth.places.forEach((place, example) => {
    counts[place]![found.places[example]!]! += 1;
  });
  return { examples: labels.length, counts, labelSizes: truth.sizes, clusterSizes: found.sizes };
}
