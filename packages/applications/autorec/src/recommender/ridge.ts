import { NumericalError } from '@autoencoders/errors';
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import type { Link } from '../network/objective.js';

/** Steps of Gauss and Newton where outputs are bent. */
const steps = 20;

/**
 * The weights `w` that minimise `Σ_k (y_k - g(x_k · w))² + λ ‖w - p‖²`, in double precision: one solution where `g` is
 * the identity, else steps of Gauss and Newton.
 *
 * @param rows the `x_k`, each as long as the prior
 * @param prior `p`, which the weights stay near
 * @param regularization `λ`, above 0
 * @throws {NumericalError} when the equations have no solution in double precision.
 */
export function ridge(
  rows: readonly ArrayLike<number>[],
  targets: ArrayLike<number>,
  prior: Float64Array,
  regularization: number,
  link: Link | undefined,
): Float64Array {
  let weights = prior;
  for (let step = 0; step < (link ? steps : 1); step++) {
    const outputs = rows.map((row) => dot(row, weights));
    const slopes = outputs.map((output) => link?.slope(output) ?? 1);
    // Of g(x · w) about the weights so far, as a linear function of w - p.
    const left = rows.map(
      (row, k) =>
        targets[k]! -
        (link?.value(outputs[k]!) ?? outputs[k]!) +
        slopes[k]! * (outputs[k]! - dot(row, prior)),
    );
    const scaled = rows.map((row, k) => Float64Array.from(row, (value) => value * slopes[k]!));
    const change = shrunk(scaled, left, prior.length, regularization);
    weights = prior.map((value, i) => value + change[i]!);
  }
  return weights;
}

/** `(AᵀA + λI)⁻¹ Aᵀ b`, by the smaller of the two systems that give it. */
function shrunk(
  rows: readonly Float64Array[],
  targets: readonly number[],
  width: number,
  regularization: number,
): Float64Array {
  if (rows.length === 0) return new Float64Array(width);
  const a = new Matrix(rows.map((row) => [...row]));
  const b = Matrix.columnVector([...targets]);
  const across = a.transpose();
  const raised = (square: Matrix) => square.add(Matrix.eye(square.rows).mul(regularization));
  const change =
    rows.length <= width
      ? across.mmul(solved(raised(a.mmul(across)), b))
      : solved(raised(across.mmul(a)), across.mmul(b));
  return Float64Array.from(change.to1DArray());
}

/** Solves `M x = b` for a positive definite M. */
function solved(matrix: Matrix, b: Matrix): Matrix {
  const factor = new CholeskyDecomposition(matrix);
  if (factor.isPositiveDefinite()) return factor.solve(b);
  throw new NumericalError('the weights of a new user have no solution: give a greater regularization');
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < b.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
