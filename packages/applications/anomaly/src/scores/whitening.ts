import { inverseFactor } from '@autoencoders/classical';
import type { Rows } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';

/** Added to each variance, as a share of their mean: dimensions without spread stay invertible. */
const ridge = 1e-6;

/**
 * The mean of rows and the lower triangular `W` with `Wᵀ W = Σ⁻¹`, the inverse of the Cholesky factor of their
 * covariance (over the number of rows), in double precision.
 *
 * @param rows `[rows, width]`
 * @returns `center` `[width]` and `whitening` `[width, width]`
 * @throws {DataError} when all rows are the same.
 */
export function whiteningOf(rows: Rows): { readonly center: Rows; readonly whitening: Rows } {
  const width = rows.shape[1]!;
  const { center, covariance } = covarianceOf(rows);
  let trace = 0;
  for (let i = 0; i < width; i++) trace += covariance[i * width + i]!;
  if (trace === 0) {
    throw new DataError(
      'the codes of all rows are the same: the autoencoder does not tell them apart, train it further',
    );
  }
  for (let i = 0; i < width; i++) covariance[i * width + i]! += (ridge * trace) / width;
  return {
    center: { values: Float32Array.from(center), shape: [width] },
    whitening: {
      values: Float32Array.from(inverseFactor(covariance, width).inverse),
      shape: [width, width],
    },
  };
}

function covarianceOf({ values, shape }: Rows) {
  const [count, width] = shape as [number, number];
  const center = new Float64Array(width);
  for (let at = 0; at < values.length; at++) center[at % width]! += values[at]! / count;
  const covariance = new Float64Array(width * width);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < width; i++) {
      const a = values[row * width + i]! - center[i]!;
      for (let j = 0; j <= i; j++) {
        covariance[i * width + j]! += (a * (values[row * width + j]! - center[j]!)) / count;
      }
    }
  }
  return { center, covariance };
}
