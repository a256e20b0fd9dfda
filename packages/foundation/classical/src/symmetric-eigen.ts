import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** Eigenvalues from the largest to the smallest, and a unit vector for each. */
export interface Eigen {
  readonly values: Float64Array;
  /** `[vectors, width]` */
  readonly vectors: readonly Float64Array[];
}

/** The eigenvalues and eigenvectors of a symmetric matrix, `[width, width]`. */
export function symmetricEigen(matrix: Float64Array, width: number): Eigen {
  const square = Matrix.from1DArray(width, width, matrix);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(square, {
    assumeSymmetric: true,
  });
  const order = realEigenvalues.map((_, i) => i).sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!);
  return {
    values: Float64Array.from(order, (i) => realEigenvalues[i]!),
    vectors: order.map((i) => withFixedSign(Float64Array.from(eigenvectorMatrix.getColumn(i)))),
  };
}

/** The direction whose largest weight is positive: which of the two comes out of a decomposition is chance. */
export function withFixedSign(direction: Float64Array): Float64Array {
  const widest = direction.reduce((best, weight) => (Math.abs(weight) > Math.abs(best) ? weight : best), 0);
  return widest < 0 ? direction.map((weight) => -weight) : direction;
}
