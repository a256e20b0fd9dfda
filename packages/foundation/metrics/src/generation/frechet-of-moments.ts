import { ShapeError } from '@autoencoders/errors';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { FeatureMoments } from './feature-moments.js';

/**
 * The squared distance of two Gaussians:
 * `d² = |m₁ - m₂|² + Tr(C₁ + C₂ - 2 (C₁^½ C₂ C₁^½)^½)`, whose last term is the sum of the roots of eigenvalues.
 *
 * @throws {ShapeError} when the widths differ.
 */
export function frechetOfMoments(a: FeatureMoments, b: FeatureMoments): number {
  const width = a.mean.length;
  if (b.mean.length !== width) {
    throw new ShapeError(
      `features of the first set have ${width} values each, of the second ${b.mean.length}`,
    );
  }
  let distance = 0;
  for (let k = 0; k < width; k++) {
    distance += (a.mean[k]! - b.mean[k]!) ** 2;
    distance += a.covariance[k * width + k]! + b.covariance[k * width + k]!;
  }
  const { realEigenvalues, eigenvectorMatrix } = decomposed(Matrix.from1DArray(width, width, a.covariance));
  // In the basis of C₁'s eigenvectors its root is diagonal.
  const product = eigenvectorMatrix
    .transpose()
    .mmul(Matrix.from1DArray(width, width, b.covariance))
    .mmul(eigenvectorMatrix);
  const roots = realEigenvalues.map(rootOf);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++) product.set(i, j, product.get(i, j) * roots[i]! * roots[j]!);
  }
  for (const value of decomposed(product).realEigenvalues) distance -= 2 * rootOf(value);
  return Math.max(0, distance);
}

function decomposed(matrix: Matrix): EigenvalueDecomposition {
  return new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
}

/** Eigenvalues of a covariance are not negative, but for rounding. */
function rootOf(eigenvalue: number): number {
  return Math.sqrt(Math.max(0, eigenvalue));
}
