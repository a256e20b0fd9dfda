import { NumericalError } from '@autoencoders/errors';

/**
 * The dimension that makes the distances `T_j` of `k` nearest neighbours most likely, pooled over all points:
 *
 * `d = (1 / (n (k - 1)) Σ_i Σ_{j < k} log(T_k(i) / T_j(i)))^-1`.
 *
 * @param squares `[points, k]`, squared distances, positive and ascending
 * @throws {NumericalError} when all neighbours of all points are equally far.
 */
export function maximumLikelihoodDimension(squares: Float64Array, k: number): number {
  let sum = 0;
  for (let from = 0; from < squares.length; from += k) {
    const farthest = Math.log(squares[from + k - 1]!);
    for (let j = 0; j < k - 1; j++) sum += 0.5 * (farthest - Math.log(squares[from + j]!));
  }
  if (sum === 0) {
    throw new NumericalError(
      `the ${k} nearest neighbours of every point are equally far: give more neighbors, or other rows`,
    );
  }
  return ((squares.length / k) * (k - 1)) / sum;
}
