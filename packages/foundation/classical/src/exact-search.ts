import { squaredDistance } from './squared-distance.js';
import type { Table } from './table.js';

/** A heap of umap-js: for each query indices, distances and flags, the farthest neighbor first. */
type Heap = [indices: number[][], distances: number[][], flags: number[][]];

/** How umap-js looks for the fitted rows that are near other rows. */
export type Search = (
  data: number[][],
  graph: unknown,
  start: readonly (readonly number[][])[],
  queries: readonly number[][],
) => Heap;

/** The nearest rows of a table by Euclidean distance, as many as the heap that umap-js starts from has room for. */
export function exactSearch({ values, count, width }: Table): Search {
  return (_data, _graph, start, queries) => {
    const kept = start[0]![0]!.length;
    const found: Heap = [[], [], []];
    const indices = new Int32Array(kept);
    const distances = new Float64Array(kept);
    for (const point of queries) {
      const query = Float64Array.from(point);
      distances.fill(Number.POSITIVE_INFINITY);
      for (let row = 0; row < count; row++) {
        const distance = squaredDistance(query, 0, values, row * width, width);
        if (distance >= distances[0]!) continue;
        // The farthest goes, those that are farther than the new one move up.
        let at = 0;
        while (at + 1 < kept && distances[at + 1]! > distance) {
          distances[at] = distances[at + 1]!;
          indices[at] = indices[at + 1]!;
          at += 1;
        }
        distances[at] = distance;
        indices[at] = row;
      }
      found[0].push([...indices]);
      found[1].push(Array.from(distances, Math.sqrt));
      found[2].push(new Array<number>(kept).fill(0));
    }
    return found;
  };
}
