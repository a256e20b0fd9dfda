import { type ArrayDataset, arrayDataset } from '@autoencoders/data';
import { testValues } from '@autoencoders/testing';

/** Two rings around one centre, of radius 1 and 4, one after the other, and their labels: no mean tells them apart. */
export function rings(each: number, seed = 1): { readonly data: ArrayDataset; readonly labels: Int32Array } {
  const labels = Int32Array.from({ length: 2 * each }, (_, i) => Math.floor(i / each));
  const noise = testValues(labels.length, -0.2, 0.2, seed);
  const points = Array.from(labels, (label, i) => {
    const angle = (2 * Math.PI * (i + (seed % 7) / 7)) / each;
    const radius = (label === 0 ? 1 : 4) + noise[i]!;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
  return { data: arrayDataset({ x: points, y: labels }), labels };
}
