import { squaredDistance } from './squared-distance.js';
import type { Table } from './table.js';

/**
 * Lloyd's iterations, until no row changes its cluster. Each row keeps a bound above the distance to its centroid and
 * one below the distance to any other, and is measured against all centroids only when the two meet: the result is
 * that of measuring every time. A cluster that is left empty takes the row farthest from its centroid.
 * Source: Hamerly 2010, "Making k-means even faster", algorithm 1.
 *
 * @param centroids `[clusters, width]`, moved in place
 * @returns how many times the centroids were moved.
 */
export function lloyd(table: Table, centroids: Float64Array, maximumIterations: number): number {
  const { values, count, width } = table;
  const clusters = centroids.length / width;
  const labels = new Int32Array(count);
  const upper = new Float64Array(count);
  const lower = new Float64Array(count);
  const sums = new Float64Array(clusters * width);
  const counts = new Float64Array(clusters);
  const moves = new Float64Array(clusters);
  const halves = new Float64Array(clusters);

  /** Measures a row against all centroids. */
  const assign = (row: number): number => {
    let label = 0;
    let first = Number.POSITIVE_INFINITY;
    let second = Number.POSITIVE_INFINITY;
    for (let c = 0; c < clusters; c++) {
      const distance = squaredDistance(values, row * width, centroids, c * width, width);
      if (distance < first) {
        second = first;
        first = distance;
        label = c;
      } else if (distance < second) {
        second = distance;
      }
    }
    upper[row] = Math.sqrt(first);
    lower[row] = Math.sqrt(second);
    return label;
  };
  const tally = (row: number, label: number, sign: 1 | -1) => {
    counts[label]! += sign;
    for (let k = 0; k < width; k++) sums[label * width + k]! += sign * values[row * width + k]!;
  };
  const relabel = (row: number, label: number) => {
    tally(row, labels[row]!, -1);
    tally(row, label, 1);
    labels[row] = label;
  };

  for (let row = 0; row < count; row++) {
    labels[row] = assign(row);
    tally(row, labels[row]!, 1);
  }
  for (let iteration = 1; ; iteration++) {
    for (let c = 0; c < clusters; c++) {
      if (counts[c] !== 0) continue;
      const row = farthest(table, centroids, labels, counts);
      relabel(row, c);
      upper[row] = 0;
      lower[row] = 0;
    }
    moveCentroids(centroids, sums, counts, moves);
    if (iteration >= maximumIterations) return iteration;

    const [most, next] = twoLargest(moves);
    halfGaps(centroids, width, halves);
    let changed = 0;
    for (let row = 0; row < count; row++) {
      const label = labels[row]!;
      upper[row]! += moves[label]!;
      lower[row]! -= moves[label] === most ? next : most;
      const bound = Math.max(halves[label]!, lower[row]!);
      if (upper[row]! < bound) continue;
      upper[row] = Math.sqrt(squaredDistance(values, row * width, centroids, label * width, width));
      if (upper[row]! < bound) continue;
      const nearest = assign(row);
      if (nearest !== label) {
        relabel(row, nearest);
        changed += 1;
      }
    }
    if (changed === 0 && counts.every((size) => size > 0)) return iteration;
  }
}

/** Moves each centroid to the mean of its rows, and notes how far. */
function moveCentroids(
  centroids: Float64Array,
  sums: Float64Array,
  counts: Float64Array,
  moves: Float64Array,
): void {
  const width = centroids.length / counts.length;
  for (let c = 0; c < counts.length; c++) {
    let squares = 0;
    for (let k = c * width; k < (c + 1) * width; k++) {
      const mean = sums[k]! / counts[c]!;
      squares += (mean - centroids[k]!) ** 2;
      centroids[k] = mean;
    }
    moves[c] = Math.sqrt(squares);
  }
}

/** Of the rows that share their cluster with others, the one farthest from its centroid. */
function farthest(
  { values, count, width }: Table,
  centroids: Float64Array,
  labels: Int32Array,
  counts: Float64Array,
): number {
  let found = 0;
  let most = -1;
  for (let row = 0; row < count; row++) {
    const label = labels[row]!;
    if (counts[label]! < 2) continue;
    const distance = squaredDistance(values, row * width, centroids, label * width, width);
    if (distance > most) {
      most = distance;
      found = row;
    }
  }
  return found;
}

/** The largest value and the one after it (equal to it, where it is there twice). */
function twoLargest(values: Float64Array): [number, number] {
  let [first, second] = [0, 0];
  for (const value of values) {
    if (value > first) [first, second] = [value, first];
    else if (value > second) second = value;
  }
  return [first, second];
}

/** Half the distance from each centroid to the nearest other: a row closer than that has no nearer centroid. */
function halfGaps(centroids: Float64Array, width: number, halves: Float64Array): void {
  halves.fill(Number.POSITIVE_INFINITY);
  for (let a = 0; a < halves.length; a++) {
    for (let b = a + 1; b < halves.length; b++) {
      const half = Math.sqrt(squaredDistance(centroids, a * width, centroids, b * width, width)) / 2;
      halves[a] = Math.min(halves[a]!, half);
      halves[b] = Math.min(halves[b]!, half);
    }
  }
}
