import { randomPermutation } from '@autoencoders/backend';
import type { ArrayDataset, Rows } from '@autoencoders/data';

/** `'one-class'`: trained on normal rows alone. `'unsupervised'`: trained on all rows, anomalies among them. */
export const protocols = ['one-class', 'unsupervised'] as const;
export type Protocol = (typeof protocols)[number];

/** What a detector is trained on and judged by. */
export interface AnomalySplit {
  /** `[rows, columns]` */
  readonly train: Rows;
  /** `[others, columns]` */
  readonly test: Rows;
  /** Of the test rows: 1 for anomalies. */
  readonly labels: Float32Array;
}

/**
 * Splits a table by a protocol. One-class: half of the normal rows, drawn by the seed, to train on, and the other half
 * with all anomalies to test. Unsupervised: all rows for both.
 *
 * @param data `[columns]`, with targets 0 and 1
 */
export function anomalySplit(data: ArrayDataset, protocol: Protocol, seed: number): AnomalySplit {
  const all = Uint32Array.from({ length: data.size }, (_, row) => row);
  if (protocol === 'unsupervised') {
    const train = rowsOf(data, all);
    return { train, test: train, labels: data.targets(all)! };
  }
  const labels = data.targets(all)!;
  const normal = all.filter((row) => labels[row] === 0);
  const drawn = randomPermutation(normal.length, seed, 'normal rows').map((at) => normal[at]!);
  const half = Math.floor(normal.length / 2);
  const tested = [...drawn.subarray(half), ...all.filter((row) => labels[row] === 1)];
  return {
    train: rowsOf(data, drawn.subarray(0, half)),
    test: rowsOf(data, tested),
    labels: data.targets(tested)!,
  };
}

function rowsOf(data: ArrayDataset, rows: ArrayLike<number>): Rows {
  return { values: data.values(rows), shape: [rows.length, ...data.shape] };
}
