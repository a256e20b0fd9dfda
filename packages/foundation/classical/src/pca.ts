import type { Rows } from '@autoencoders/data';
import { checkInteger, OptionError } from '@autoencoders/errors';
import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { project } from './project.js';
import type { TransformingReduction } from './reduction.js';
import { scatterOf } from './scatter.js';
import { symmetricEigen, withFixedSign } from './symmetric-eigen.js';
import { type Table, tableOf } from './table.js';

/** Options of {@link pca}. */
export interface PcaOptions {
  /** How many components to keep. */
  readonly dimensions: number;
}

/** What {@link pca} gives. */
export type PcaReduction = TransformingReduction & {
  /** The best reconstruction from components: `[batch, dimensions]` to `[batch, width]`. */
  inverseTransform(codes: Rows): Rows;
  /** The variance along each component, of `n - 1` degrees of freedom: `[dimensions]`. */
  readonly explainedVariance: Float64Array;
  /** The share of all variance that each component carries, from 0 to 1: `[dimensions]`. */
  readonly explainedVarianceRatio: Float64Array;
};

/**
 * Principal components: the orthogonal directions of most variance, `z = Vᵀ(x - mean)`, and back `x̂ = mean + V z`.
 * Each direction has its largest weight positive. It decomposes the covariance where there are at least as many rows
 * as columns, and the rows otherwise.
 * Source: Hotelling 1933; Bishop 2006, "Pattern recognition and machine learning", section 12.1.
 *
 * @param rows `[batch, ...shape]`; each row is flattened
 * @throws {OptionError} when `dimensions` is no positive integer, or above the number of rows or columns.
 * @throws {DataError} when there are no rows, or a value is not finite.
 * @throws {ShapeError} when the shape does not fit the values; by the two functions, when the width does not.
 */
export async function pca(rows: Rows, { dimensions }: PcaOptions): Promise<PcaReduction> {
  const table = tableOf('rows', rows);
  const { count, width } = table;
  checkInteger('dimensions', dimensions);
  if (dimensions > Math.min(count, width)) {
    throw new OptionError(
      `dimensions is ${dimensions}, of ${count} rows with ${width} values each: give at most ${Math.min(count, width)}`,
    );
  }
  const { mean, variances, directions } = count >= width ? ofCovariance(table) : ofRows(table);
  const kept = directions.slice(0, dimensions);
  const explainedVariance = variances.slice(0, dimensions);
  const total = variances.reduce((sum, value) => sum + value, 0);
  return {
    method: 'pca',
    embedding: project(table, mean, kept),
    explainedVariance,
    explainedVarianceRatio: explainedVariance.map((value) => (total > 0 ? value / total : 0)),
    transform: (others) => project(tableOf('rows', others, width), mean, kept),
    inverseTransform: (codes) => restore(tableOf('codes', codes, dimensions), mean, kept),
  };
}

interface Components {
  readonly mean: Float64Array;
  /** All of them, from the largest on. */
  readonly variances: Float64Array;
  readonly directions: readonly Float64Array[];
}

function ofCovariance(table: Table): Components {
  const { mean, scatter, count } = scatterOf(table);
  const freedom = Math.max(count - 1, 1);
  const { values, vectors } = symmetricEigen(
    scatter.map((value) => value / freedom),
    table.width,
  );
  return { mean, variances: values.map((value) => Math.max(value, 0)), directions: vectors };
}

function ofRows({ values, count, width }: Table): Components {
  const mean = new Float64Array(width);
  for (let i = 0; i < values.length; i++) mean[i % width]! += values[i]! / count;
  // Upright, as the decomposition needs it: one column a row.
  const centered = new Matrix(width, count);
  for (let i = 0; i < values.length; i++) {
    centered.set(i % width, Math.floor(i / width), values[i]! - mean[i % width]!);
  }
  const { diagonal, leftSingularVectors } = new SingularValueDecomposition(centered, {
    computeRightSingularVectors: false,
  });
  return {
    mean,
    variances: Float64Array.from(diagonal, (value) => value ** 2 / Math.max(count - 1, 1)),
    directions: diagonal.map((_, k) => withFixedSign(Float64Array.from(leftSingularVectors.getColumn(k)))),
  };
}

/** `mean + Σ_k z_k v_k` of each code. */
function restore(codes: Table, mean: Float64Array, directions: readonly Float64Array[]): Rows {
  const width = mean.length;
  const out = new Float32Array(codes.count * width);
  for (let row = 0; row < codes.count; row++) {
    for (let j = 0; j < width; j++) {
      let sum = mean[j]!;
      for (let k = 0; k < codes.width; k++) sum += codes.values[row * codes.width + k]! * directions[k]![j]!;
      out[row * width + j] = sum;
    }
  }
  return { values: out, shape: [codes.count, width] };
}
