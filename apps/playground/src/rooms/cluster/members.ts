import type { Rows } from '@autoencoders/data';

/** One cluster's members by their numbers, the nearest to their mean first. */
export interface Members {
  readonly cluster: number;
  readonly rows: Int32Array;
}

/**
 * The members of each cluster that has some, the largest cluster first.
 *
 * @param points where clusters were looked for, `[examples, width]`
 */
export function membersOf({ values, shape }: Rows, labels: Int32Array, clusters: number): Members[] {
  const width = shape[1]!;
  const sizes = new Int32Array(clusters);
  const means = new Float64Array(clusters * width);
  labels.forEach((label, row) => {
    sizes[label]! += 1;
    for (let k = 0; k < width; k++) means[label * width + k]! += values[row * width + k]!;
  });
  const distances = Float64Array.from(labels, (label, row) => {
    let sum = 0;
    for (let k = 0; k < width; k++) {
      sum += (values[row * width + k]! - means[label * width + k]! / sizes[label]!) ** 2;
    }
    return sum;
  });
  const rows = Array.from({ length: clusters }, () => [] as number[]);
  labels.forEach((label, row) => void rows[label]!.push(row));
  return rows
    .map((own, cluster) => ({
      cluster,
      rows: Int32Array.from(own.sort((a, b) => distances[a]! - distances[b]! || a - b)),
    }))
    .filter(({ rows: own }) => own.length > 0)
    .sort((a, b) => b.rows.length - a.rows.length);
}

/** The label that most rows have, and their share. */
export function majorityOf(rows: Int32Array, labels: ArrayLike<number>): { label: number; share: number } {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(labels[row]!, (counts.get(labels[row]!) ?? 0) + 1);
  const [label, count] = [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best));
  return { label, share: count / rows.length };
}
