import { NumericalError } from '@autoencoders/errors';
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
  if (rows.length <= width) {
    const gram = rows.map((a, i) =>
      Float64Array.from(rows, (b, j) => dot(a, b) + (i === j ? regularization : 0)),
    );
    const duals = solved(gram, Float64Array.from(targets));
    return combination(rows, duals, width);
  }
  const normal = Array.from({ length: width }, (_, i) => {
    const line = new Float64Array(width);
    line[i] = regularization;
    return line;
  });
  for (const row of rows) {
    for (let i = 0; i < width; i++) {
      for (let j = 0; j < width; j++) normal[i]![j]! += row[i]! * row[j]!;
    }
  }
  return solved(normal, combination(rows, targets, width));
}

/** Solves `M x = b` for a positive definite M, by Cholesky's decomposition; M and b are overwritten. */
function solved(matrix: Float64Array[], b: Float64Array): Float64Array {
  const size = b.length;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]!;
      for (let k = 0; k < j; k++) sum -= matrix[i]![k]! * matrix[j]![k]!;
      if (i > j) matrix[i]![j] = sum / matrix[j]![j]!;
      else if (sum > 0) matrix[i]![i] = Math.sqrt(sum);
      else
        throw new NumericalError(`the weights of a new user have no solution: give a greater regularization`);
    }
    for (let k = 0; k < i; k++) b[i]! -= matrix[i]![k]! * b[k]!;
    b[i]! /= matrix[i]![i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) b[i]! -= matrix[k]![i]! * b[k]!;
    b[i]! /= matrix[i]![i]!;
  }
  return b;
}

function combination(rows: readonly Float64Array[], factors: ArrayLike<number>, width: number): Float64Array {
  const sum = new Float64Array(width);
  for (const [k, row] of rows.entries()) {
    for (let i = 0; i < width; i++) sum[i]! += factors[k]! * row[i]!;
  }
  return sum;
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < b.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
