import { type ArrayDataset, arrayDataset } from '@autoencoders/data';
import { testValues } from '@autoencoders/testing';

/** Points near a circle of radius 2 about (1, -1): far from any Gaussian. */
export function ring(count: number, seed = 1): ArrayDataset {
  const angles = testValues(count, 0, 2 * Math.PI, seed);
  const radii = testValues(count, 1.9, 2.1, seed + 1000);
  const points = Array.from(angles, (angle, i) => [
    1 + radii[i]! * Math.cos(angle),
    -1 + radii[i]! * Math.sin(angle),
  ]);
  return arrayDataset({ x: points });
}
