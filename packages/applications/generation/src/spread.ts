import type { Rows } from '@autoencoders/data';

/** Mean and standard deviation of each dimension, of so many rows. */
export interface Spread {
  readonly rows: number;
  /** `[width]` each. */
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

/**
 * Mean and standard deviation (dividing by the number of rows) of each column, in one pass that keeps nothing. What
 * rounding leaves of a constant column is no deviation.
 * Source: Chan, Golub and LeVeque 1983, "Algorithms for computing the sample variance".
 *
 * @param batches `[batch, width]`
 */
export async function spreadOf(batches: AsyncIterable<Rows>, width: number): Promise<Spread> {
  const mean = new Float64Array(width);
  const squares = new Float64Array(width);
  let rows = 0;
  for await (const { values } of batches) {
    for (let from = 0; from < values.length; from += width) {
      rows += 1;
      for (let j = 0; j < width; j++) {
        const difference = values[from + j]! - mean[j]!;
        mean[j]! += difference / rows;
        squares[j]! += difference * (values[from + j]! - mean[j]!);
      }
    }
  }
  const deviation = squares.map((sum, j) => {
    const found = Math.sqrt(sum / Math.max(1, rows));
    return found > 1e-6 * Math.abs(mean[j]!) ? found : 0;
  });
  return { rows, mean, deviation };
}
