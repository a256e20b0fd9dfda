import { NumericalError } from '@autoencoders/errors';

/** The largest ratios, on which noise and borders tell most, are left out of the fit. */
const kept = 0.9;

/**
 * The dimension by the ratio `μ = r2 / r1` of the distances of the two nearest neighbours, which has the distribution
 * `F(μ) = 1 - μ^-d`: the slope through the origin of `-log(1 - F(μ))` over `log μ`, with `F` of the i-th smallest of
 * `n` ratios as `i / n`, and the largest tenth left out.
 *
 * @param squares `[points, 2]`, squared distances, positive
 * @throws {NumericalError} when the ratios are all 1.
 */
export function twoNearestNeighborsDimension(squares: Float64Array): number {
  const count = squares.length / 2;
  const logRatios = Float64Array.from(
    { length: count },
    (_, i) => 0.5 * Math.log(squares[2 * i + 1]! / squares[2 * i]!),
  ).sort();
  let [xx, xy] = [0, 0];
  for (let i = 0; i < Math.max(1, Math.floor(kept * count)); i++) {
    xx += logRatios[i]! ** 2;
    xy -= logRatios[i]! * Math.log(1 - (i + 1) / count);
  }
  if (xx === 0) {
    throw new NumericalError(
      'the two nearest neighbours of the points are equally far: the rows may lie on a grid, choose maximum-likelihood',
    );
  }
  return xy / xx;
}
