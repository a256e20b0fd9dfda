import { type ArrayDataset, arrayDataset } from '@autoencoders/data';
import { testValues } from '@autoencoders/testing';

/** Centres of blobs that are far apart for their width. */
const centres = [
  [0, 0],
  [6, 0],
  [0, 6],
  [6, 6],
];

/** Blobs in the plane with nearly normal spread, one after another, and their labels. */
export function blobs(
  count: number,
  each: number,
  seed = 1,
): { readonly data: ArrayDataset; readonly labels: Int32Array; readonly points: number[][] } {
  const labels = Int32Array.from({ length: count * each }, (_, i) => Math.floor(i / each));
  // Sums of 6 uniform values: variance 6 · 0.7² / 3.
  const noise = testValues(labels.length * 12, -0.7, 0.7, seed);
  const points = Array.from(labels, (label, i) =>
    centres[label]!.map((centre, axis) => {
      const from = i * 12 + axis * 6;
      return centre + noise.subarray(from, from + 6).reduce((sum, value) => sum + value, 0) / 2;
    }),
  );
  return { data: arrayDataset({ x: points, y: labels }), labels, points };
}
