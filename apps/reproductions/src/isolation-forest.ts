import { randomPermutation } from '@autoencoders/backend';
import { type Rows, takeRows } from '@autoencoders/data';
import { IsolationForest } from 'ml-isolation-forest';

/** How a forest is grown. */
export interface IsolationForestOptions {
  /** Default 100. */
  readonly trees?: number;
  /** Rows that a tree is grown on, or all where there are fewer. Default 256. */
  readonly sample?: number;
  readonly seed: number;
}

/**
 * Anomaly scores of an isolation forest, `2^(-E[h(x)] / c(n))`: the shorter the paths to a row on average, the higher,
 * in (0, 1). The library grows each tree on all rows that it is given, so each gets a forest of its own and rows of its
 * own. The seed keys which rows; where they are split is drawn by the library, and differs from run to run.
 * Source: Liu, Ting and Zhou 2008, "Isolation forest", equations 1 and 2, and the defaults of its section 4.
 *
 * @param train `[rows, columns]`
 * @param test `[others, columns]`
 * @returns `[others]`
 */
export function isolationForestScores(
  train: Rows,
  test: Rows,
  { trees = 100, sample = 256, seed }: IsolationForestOptions,
): Float64Array {
  const rows = arraysOf(test);
  const lengths = new Float64Array(rows.length);
  for (let tree = 0; tree < trees; tree++) {
    const drawn = randomPermutation(train.shape[0]!, seed, 'isolation-tree', tree).slice(0, sample);
    const forest = new IsolationForest({ nEstimators: 1 });
    forest.train(arraysOf(takeRows(train, drawn)));
    // The length of the path over the expected one, back from the score of this tree alone.
    forest.predict(rows).forEach((score, row) => {
      lengths[row]! -= Math.log2(score) / trees;
    });
  }
  return lengths.map((length) => 2 ** -length);
}

/** One array a row, which is what the library takes. */
function arraysOf({ values, shape }: Rows): number[][] {
  const [count, width] = shape as [number, number];
  return Array.from({ length: count }, (_, row) => [...values.subarray(row * width, (row + 1) * width)]);
}
