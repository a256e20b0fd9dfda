import type { ArrayDataset } from '@autoencoders/data';
import { type FeatureNetwork, featureRows, nearestNeighbors } from '@autoencoders/metrics';
import { rows } from './image-parts.js';

/** Labelled examples for reference and others that are told by them. */
export interface LabelledParts {
  readonly training: ArrayDataset;
  readonly test: ArrayDataset;
}

/**
 * The share of test examples whose nearest training example by features, in Euclidean distance, has their label, in
 * percent.
 */
export async function neighborAccuracy(
  features: FeatureNetwork,
  { training, test }: LabelledParts,
): Promise<number> {
  const queries = await featureRows(features, test);
  const { indices } = await nearestNeighbors(await featureRows(features, training), 1, { queries });
  const known = labelsOf(training);
  return percentEqual(labelsOf(test), (row) => known[indices[row]!]!);
}

/** The label of each example. */
export function labelsOf(data: ArrayDataset): Float32Array {
  return data.targets(rows(0, data.size))!;
}

/** How many labels are what is found for their row, in percent. */
export function percentEqual(labels: Float32Array, found: (row: number) => number): number {
  return (100 * labels.filter((label, row) => label === found(row)).length) / labels.length;
}
