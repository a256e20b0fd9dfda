import { useBackend } from '@autoencoders/core';
import { expectAllClose } from '@autoencoders/testing';
import { beforeAll, expect, it } from 'vitest';
import { agreementOf, clusterSizes, referencesOf, votes } from './neighbor-vote.js';

beforeAll(() => useBackend('cpu'));

const line = (places: number[]) => ({ values: Float32Array.from(places), shape: [places.length, 1] });

it('weighs the five nearest references by their distance', async () => {
  const references = { codes: line([0, 1, 2, 4, 8, 100]), labels: [0, 0, 1, 1, 1, 0], clusters: 2 };
  const { values, shape } = await votes(references, line([1.5, 4]));
  expect(shape).toEqual([2, 2]);
  // Distances 1.5, 0.5 to cluster 0 and 0.5, 2.5, 6.5 to cluster 1.
  const zero = 1 / 1.5 + 1 / 0.5;
  const one = 1 / 0.5 + 1 / 2.5 + 1 / 6.5;
  expectAllClose([values[0]!, values[1]!], [zero / (zero + one), one / (zero + one)]);
  // On a reference, that one decides.
  expectAllClose([values[2]!, values[3]!], [0, 1], { absolute: 1e-5 });
});

it('gives shares of references that all coincide, and of few', async () => {
  const same = { codes: line([3, 3, 3]), labels: [0, 0, 1], clusters: 2 };
  expectAllClose((await votes(same, line([3, 7]))).values, [2 / 3, 1 / 3, 2 / 3, 1 / 3]);
});

it('keeps a part of each cluster, small ones too, and repeats with its seed', () => {
  const labels = Int32Array.from({ length: 1000 }, (_, i) => (i < 3 ? 2 : i % 4 === 0 ? 1 : 0));
  const codes = line([...labels.keys()]);
  const kept = referencesOf(codes, labels, { count: 100, seed: 4 });
  const sizes = clusterSizes(Int32Array.from(kept.labels), 3);
  expect(kept.codes.shape[0]).toBeLessThanOrEqual(100);
  expect(sizes[2]).toBe(3);
  expect(sizes[0]! / sizes[1]!).toBeGreaterThan(2.5);
  for (const [at, row] of kept.codes.values.entries()) expect(kept.labels[at]).toBe(labels[row]);
  expect(referencesOf(codes, labels, { count: 100, seed: 4 })).toEqual(kept);
  expect(referencesOf(codes, labels, { count: 100, seed: 5 }).codes).not.toEqual(kept.codes);
  expect(referencesOf(codes, labels, { count: 1000, seed: 4 }).codes).toBe(codes);
});

it('judges each reference by the others', async () => {
  const places = [0, 1, 2, 3, 4, 5, 50, 51, 52, 53, 54, 55];
  const labels = places.map((place) => (place < 10 ? 0 : 1));
  expect(await agreementOf({ codes: line(places), labels, clusters: 2 })).toBe(1);
  const mislaid = labels.map((label, i) => (i === 2 ? 1 : label));
  expect(await agreementOf({ codes: line(places), labels: mislaid, clusters: 2 })).toBeCloseTo(11 / 12, 10);
});
