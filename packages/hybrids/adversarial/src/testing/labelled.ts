import type { ArrayDataset } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';

/** Some examples of a dataset that is in memory, and their labels. */
export interface Labelled {
  readonly dataset: ArrayDataset;
  readonly labels: readonly number[];
  /** The examples, `[examples, ...shape]`. */
  x(): tf.Tensor;
}

/** The examples that are wanted, with their labels. */
export function labelled(
  data: ArrayDataset,
  wanted: (label: number, row: number) => boolean = () => true,
): Labelled {
  const all = [...data.targets(Array.from({ length: data.size }, (_, row) => row))!];
  const rows = all.flatMap((label, row) => (wanted(label, row) ? [row] : []));
  return {
    dataset: data.subset(rows),
    labels: rows.map((row) => all[row]!),
    x: () => tf.tensor(data.values(rows), [rows.length, ...data.shape]),
  };
}
