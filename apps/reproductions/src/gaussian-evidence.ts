import type { Rows } from '@autoencoders/data';
import { CholeskyDecomposition, Matrix } from 'ml-matrix';

/** A linear decoder `x̂ = W z + b` and the variance of its noise. */
export interface LinearDecoder {
  /** `[latentDim, width]`, as a dense layer has it. */
  readonly kernel: Rows;
  readonly bias: ArrayLike<number>;
  readonly variance: number;
}

/** `-log N(x; b, W Wᵀ + σ² I)`, the mean over rows `[n, width]`, in nats. */
export function negativeLogEvidence({ values, shape }: Rows, { kernel, bias, variance }: LinearDecoder) {
  const [count, width] = shape as [number, number];
  const w = Matrix.from1DArray(kernel.shape[0]!, width, kernel.values);
  const covariance = w.transpose().mmul(w).add(Matrix.eye(width, width).mul(variance));
  const decomposition = new CholeskyDecomposition(covariance);
  const logDeterminant = decomposition.lowerTriangularMatrix
    .diagonal()
    .reduce((sum, value) => sum + 2 * Math.log(value), 0);
  const centred = Matrix.from1DArray(count, width, values).subRowVector(Array.from(bias));
  const solved = decomposition.solve(centred.transpose()).transpose();
  const quadratic = centred.mul(solved).sum() / count;
  return 0.5 * (width * Math.log(2 * Math.PI) + logDeterminant + quadratic);
}
