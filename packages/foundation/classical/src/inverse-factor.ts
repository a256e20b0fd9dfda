import { NumericalError } from '@autoencoders/errors';

/** What the density of a Gaussian needs of its covariance Σ = L Lᵀ. */
export interface InverseFactor {
  /** `L⁻¹`, lower triangular, `[width, width]` row after row. */
  readonly inverse: Float64Array;
  /** `-½ log det Σ = Σ log (L⁻¹)_jj`. */
  readonly logDeterminant: number;
}

/** How often the diagonal is raised, tenfold each time, before a matrix is given up. */
const attempts = 12;

/**
 * The inverse of the Cholesky factor of a covariance. Where rounding has left the matrix without one, its diagonal is
 * raised in place by as little as makes it positive definite.
 *
 * @param covariance `[width, width]`, symmetric
 * @throws {NumericalError} when the matrix is not finite, or far from positive definite.
 */
export function inverseFactor(covariance: Float64Array, width: number): InverseFactor {
  let scale = 0;
  for (let j = 0; j < width; j++) scale += Math.abs(covariance[j * width + j]!) / width;
  let raise = Math.max(scale * 1e-14, Number.MIN_VALUE);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const factor = cholesky(covariance, width);
    if (factor) return inverted(factor, width);
    for (let j = 0; j < width; j++) covariance[j * width + j]! += raise;
    raise *= 10;
  }
  throw new NumericalError(
    'the covariance of a component is not positive definite: raise regularization, or ask for fewer components',
  );
}

/** The lower triangular factor, or nothing where there is none. */
function cholesky(matrix: Float64Array, width: number): Float64Array | undefined {
  const factor = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * width + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * width + k]! * factor[j * width + k]!;
      if (i !== j) {
        factor[i * width + j] = sum / factor[j * width + j]!;
        continue;
      }
      // What is left of a pivot must stand above the rounding of what was taken from it.
      if (!(sum > matrix[i * width + i]! * 1e-15 && Number.isFinite(sum))) return undefined;
      factor[i * width + i] = Math.sqrt(sum);
    }
  }
  return factor;
}

function inverted(factor: Float64Array, width: number): InverseFactor {
  const inverse = new Float64Array(width * width);
  let logDeterminant = 0;
  for (let i = 0; i < width; i++) {
    const pivot = factor[i * width + i]!;
    logDeterminant -= Math.log(pivot);
    inverse[i * width + i] = 1 / pivot;
    for (let j = 0; j < i; j++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum -= factor[i * width + k]! * inverse[k * width + j]!;
      inverse[i * width + j] = sum / pivot;
    }
  }
  return { inverse, logDeterminant };
}
