import type { Rows } from '@autoencoders/data';
import { checkInteger, DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { project } from './project.js';
import type { TransformingReduction } from './reduction.js';
import { type Scatter, scatterOf } from './scatter.js';
import { symmetricEigen, withFixedSign } from './symmetric-eigen.js';
import { tableOf } from './table.js';

/** Options of {@link lda}. */
export interface LdaOptions {
  /** How many directions to keep: fewer than there are classes. */
  readonly dimensions: number;
}

/** Directions along which the rows of a class differ by less of their variance are left out. */
const leastVariance = 1e-8;

/**
 * Linear discriminant analysis: the directions along which classes lie farthest apart, measured by the variance
 * within them: `z = Wᵀ(x - mean)`, with W the leading solutions of `S_b w = λ S_w w`. Codes have the covariance I
 * within classes, on average. Directions without variance within classes are left out, so that columns may be
 * constant or depend on one another. Each direction has its largest weight positive.
 * Source: Rao 1948; Hastie, Tibshirani and Friedman 2009, "The elements of statistical learning", section 4.3.3.
 *
 * @param rows `[batch, ...shape]`; each row is flattened
 * @param labels `[batch]`, integers of any kind
 * @throws {OptionError} when `dimensions` is not from 1 to the number of classes less one.
 * @throws {DataError} when there are no rows, one class only, a value is not finite, or nothing varies within classes.
 * @throws {ShapeError} when there is not one label a row, or a shape does not fit.
 */
export async function lda(
  rows: Rows,
  labels: ArrayLike<number>,
  { dimensions }: LdaOptions,
): Promise<TransformingReduction> {
  const table = tableOf('rows', rows);
  const { count, width } = table;
  if (labels.length !== count) {
    throw new ShapeError(`there are ${labels.length} labels for ${count} rows: give one a row`);
  }
  const members = membersOf(labels);
  if (members.length < 2) {
    throw new DataError(`all rows have the label ${labels[0]}: give rows of two classes or more`);
  }
  checkInteger('dimensions', dimensions);
  if (dimensions > Math.min(members.length - 1, width)) {
    throw new OptionError(
      `dimensions is ${dimensions}, of ${members.length} classes with ${width} values a row: give at most ` +
        `${Math.min(members.length - 1, width)}`,
    );
  }
  const classes = members.map((chosen) => scatterOf(table, chosen));
  const mean = new Float64Array(width);
  for (const { count: size, mean: center } of classes) {
    for (let j = 0; j < width; j++) mean[j]! += (size / count) * center[j]!;
  }
  const whitening = whiteningOf(classes, count, width);
  if (whitening.length < dimensions) {
    throw new DataError(
      `rows vary within their classes along ${whitening.length} directions only, and ${dimensions} were asked for: ` +
        'give more rows of each class, or ask for fewer dimensions',
    );
  }
  const directions = discriminants(classes, mean, whitening).slice(0, dimensions);
  return {
    method: 'lda',
    embedding: project(table, mean, directions),
    transform: (others) => project(tableOf('rows', others, width), mean, directions),
  };
}

/** The rows of each class. */
function membersOf(labels: ArrayLike<number>): number[][] {
  const members = new Map<number, number[]>();
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!;
    if (!Number.isInteger(label)) throw new DataError(`row ${row} has the label ${label}: give integers`);
    const rows = members.get(label);
    if (rows) rows.push(row);
    else members.set(label, [row]);
  }
  return [...members.values()];
}

/** Directions in which the covariance within classes is I: `[rank, width]`. */
function whiteningOf(classes: readonly Scatter[], count: number, width: number): Float64Array[] {
  const freedom = Math.max(count - classes.length, 1);
  const within = new Float64Array(width * width);
  for (const { scatter } of classes) {
    for (let i = 0; i < scatter.length; i++) within[i]! += scatter[i]! / freedom;
  }
  // Of correlations, so that what counts as no variance does not depend on the units.
  const deviations = Float64Array.from({ length: width }, (_, j) => Math.sqrt(within[j * width + j]!) || 1);
  const { values, vectors } = symmetricEigen(
    within.map((value, i) => value / (deviations[Math.floor(i / width)]! * deviations[i % width]!)),
    width,
  );
  return vectors
    .slice(0, values.filter((value) => value > leastVariance).length)
    .map((vector, k) => vector.map((weight, j) => weight / deviations[j]! / Math.sqrt(values[k]!)));
}

/** The directions of most variance between whitened classes, in the space of rows. */
function discriminants(
  classes: readonly Scatter[],
  mean: Float64Array,
  whitening: readonly Float64Array[],
): Float64Array[] {
  const rank = whitening.length;
  const between = new Float64Array(rank * rank);
  for (const { count, mean: center } of classes) {
    const whitened = whitening.map((direction) =>
      direction.reduce((sum, weight, j) => sum + weight * (center[j]! - mean[j]!), 0),
    );
    for (let i = 0; i < rank * rank; i++) {
      between[i]! += count * whitened[Math.floor(i / rank)]! * whitened[i % rank]!;
    }
  }
  return symmetricEigen(between, rank).vectors.map((vector) =>
    withFixedSign(mean.map((_, j) => vector.reduce((sum, weight, k) => sum + weight * whitening[k]![j]!, 0))),
  );
}
