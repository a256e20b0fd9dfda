import { DataError, ShapeError } from '@autoencoders/errors';
import { describe, expect, it } from 'vitest';
import { adjustedRandIndex, clusteringAccuracy, normalizedMutualInformation } from '../index.js';
import { partitions } from '../testing/clusters-and-embeddings.js';

describe.each(partitions)('$name: as scikit-learn has it', ({ labels, clusters, ...expected }) => {
  it('accuracy', () => {
    expect(clusteringAccuracy(labels, clusters)).toBeCloseTo(expected.accuracy, 12);
    expect(clusteringAccuracy(clusters, labels)).toBeCloseTo(expected.accuracy, 12);
  });

  it('normalized mutual information', () => {
    const found = normalizedMutualInformation(labels, Int32Array.from(clusters));
    expect(found).toBeCloseTo(expected.normalizedMutualInformation, 12);
  });

  it('adjusted Rand index', () => {
    expect(adjustedRandIndex(labels, clusters)).toBeCloseTo(expected.adjustedRandIndex, 12);
  });
});

it('the accuracy takes the best assignment, not the best of each cluster in turn', () => {
  // Cluster 0 is mostly of label 0, but cluster 1 can be of nothing else: 3 + 4 are right, not 4 + 0.
  const labels = [0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0];
  const clusters = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1];
  expect(clusteringAccuracy(labels, clusters)).toBeCloseTo(7 / 11, 12);
});

it('holds where the number of pairs is beyond 32 bits', () => {
  const size = 100_000;
  const labels = Int32Array.from({ length: size }, (_, i) => i % 2);
  const clusters = Int32Array.from({ length: size }, (_, i) => (i % 2) + (i < 2 ? 1 : 0));
  const renamed = labels.map((label) => 5 - label);
  for (const score of [clusteringAccuracy, normalizedMutualInformation, adjustedRandIndex]) {
    expect(score(labels, renamed)).toBeCloseTo(1, 12);
    expect(score(labels, clusters)).toBeLessThan(1);
  }
});

it.each([clusteringAccuracy, normalizedMutualInformation, adjustedRandIndex])(
  '$name refuses what is no partition',
  (score) => {
    expect(() => score([], [])).toThrow(DataError);
    expect(() => score([0, 1], [0])).toThrow(ShapeError);
    expect(() => score([0, 1], [0])).toThrow(/1 clusters for 2 examples/);
    expect(() => score([0, Number.NaN], [0, 1])).toThrow(/labels hold NaN at example 1/);
    expect(() => score([0, 1], [0, 0.5])).toThrow(DataError);
  },
);
