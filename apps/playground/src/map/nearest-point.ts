import { Delaunay } from 'd3-delaunay';
import type { View } from './view.js';

/**
 * Finds the point nearest to a place of the map, among those shown.
 *
 * @param shown whether the point with this index is to be found
 * @returns a function of pixels, which gives `undefined` where none is within `reach` of them
 */
export function nearestPoint(
  points: Float32Array,
  view: View,
  shown: (index: number) => boolean,
): (left: number, top: number, reach: number) => number | undefined {
  const places: number[] = [];
  const indices: number[] = [];
  for (let index = 0; index < points.length / 2; index++) {
    const [left, top] = view.toPixel(points[2 * index]!, points[2 * index + 1]!);
    if (!Number.isFinite(left + top) || !shown(index)) continue;
    places.push(left, top);
    indices.push(index);
  }
  if (indices.length === 0) return () => undefined;
  const mesh = new Delaunay(Float64Array.from(places));
  let last = 0;
  return (left, top, reach) => {
    last = Math.max(0, mesh.find(left, top, last));
    const distance = Math.hypot(places[2 * last]! - left, places[2 * last + 1]! - top);
    return distance <= reach ? indices[last] : undefined;
  };
}
