import type { Rows } from '@autoencoders/data';
import { squaredDistance } from './squared-distance.js';
import { tableOf } from './table.js';

/**
 * The index of the nearest centroid of each row, `argmin_k ‖x - c_k‖`; the first of several that are equally near.
 *
 * @param rows `[batch, ...shape]`
 * @param centroids `[clusters, ...shape]`
 * @returns `[batch]`
 * @throws {ShapeError} when rows and centroids differ in width.
 * @throws {DataError} when either is empty, or a value is not finite.
 */
export function nearestCentroid(rows: Rows, centroids: Rows): Int32Array {
  const { values: centers, count: clusters, width } = tableOf('centroids', centroids);
  const { values, count } = tableOf('rows', rows, width);
  const labels = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    let nearest = Number.POSITIVE_INFINITY;
    for (let c = 0; c < clusters; c++) {
      const distance = squaredDistance(values, row * width, centers, c * width, width);
      if (distance < nearest) {
        nearest = distance;
        labels[row] = c;
      }
    }
  }
  return labels;
}
