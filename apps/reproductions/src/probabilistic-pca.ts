import { pca } from '@autoencoders/classical';
import type { Rows } from '@autoencoders/data';

/** Probabilistic PCA at its most likely. */
export interface ProbabilisticPca {
  /** Of the noise: the mean variance along the directions that are left out. */
  readonly variance: number;
  /** Per row, in nats. */
  readonly negativeLogLikelihood: number;
}

/**
 * The maximum of the likelihood of `x = W z + b + ε`, `z ~ N(0, I)` of `dimensions`, `ε ~ N(0, σ² I)`, in closed form:
 *
 * `-log L / n = ½ (d log 2π + Σ_{j ≤ q} log λⱼ + (d - q) log σ² + d)`, `σ² = Σ_{j > q} λⱼ / (d - q)`
 *
 * with the eigenvalues `λ` of the covariance. Source: Tipping and Bishop 1999, eq. 3.7 and 3.8.
 *
 * @param rows `[n, d]`, more than `d`
 */
export async function probabilisticPca(rows: Rows, dimensions: number): Promise<ProbabilisticPca> {
  const [count, width] = rows.shape as [number, number];
  const { explainedVariance } = await pca(rows, { dimensions: width });
  const eigenvalues = [...explainedVariance].map((value) => (value * (count - 1)) / count);
  const left = eigenvalues.slice(dimensions);
  const variance = left.reduce((sum, value) => sum + value, 0) / left.length;
  const logs = eigenvalues.slice(0, dimensions).reduce((sum, value) => sum + Math.log(value), 0);
  return {
    variance,
    negativeLogLikelihood:
      0.5 * (width * Math.log(2 * Math.PI) + logs + left.length * Math.log(variance) + width),
  };
}
