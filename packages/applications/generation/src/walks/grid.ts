import type { Autoencoder } from '@autoencoders/core';
import type { Rows } from '@autoencoders/data';
import { checkInteger, OptionError } from '@autoencoders/errors';
import { codeWidth } from '../codes.js';
import { decodedRows, rowOf, rowsBy, type WalkOptions } from './items.js';

/** The values that one dimension of the flat code takes. */
export interface Axis {
  readonly dimension: number;
  readonly values: Float64Array;
}

/**
 * Decoded codes over the values of one or more dimensions: `[codes · Π values, ...inputShape]`. Code after code; within
 * one the last axis changes first. So with two axes, the first changes from row to row of a picture and the second from
 * column to column.
 */
export interface Grid extends Rows {
  readonly axes: readonly Axis[];
}

/** Codes with dimensions set to all combinations of the axes' values, decoded. */
export async function decodedGrid(
  model: Autoencoder,
  codes: Rows,
  axes: readonly Axis[],
  options: WalkOptions,
): Promise<Grid> {
  const cells = axes.reduce((product, { values }) => product * values.length, 1);
  const rows = rowsBy(model, codes.shape[0]! * cells, (row, into) => {
    into.set(rowOf(codes, Math.floor(row / cells)));
    let rest = row % cells;
    for (let axis = axes.length - 1; axis >= 0; axis--) {
      const { dimension, values } = axes[axis]!;
      into[dimension] = values[rest % values.length]!;
      rest = Math.floor(rest / values.length);
    }
  });
  return { ...(await decodedRows(model, rows, options)), axes };
}

/**
 * Checks dimensions of the flat code.
 *
 * @throws {OptionError} without any, or naming one that the code does not have or that is named twice.
 */
export function checkDimensions(model: Autoencoder, dimensions: readonly number[]): void {
  const width = codeWidth(model);
  if (dimensions.length === 0) throw new OptionError('no dimension is named: give at least one');
  for (const [index, dimension] of dimensions.entries()) {
    checkInteger('dimension', dimension, 0);
    if (dimension >= width) {
      throw new OptionError(
        `dimension is ${dimension}, and codes have ${width} values: give one from 0 to ${width - 1}`,
      );
    }
    if (dimensions.indexOf(dimension) !== index) {
      throw new OptionError(`dimension ${dimension} is named twice: name each once`);
    }
  }
}

/** `count` values from one to another, both among them; of one value, the middle. */
export function evenly(from: number, to: number, count: number): Float64Array {
  if (count === 1) return Float64Array.of((from + to) / 2);
  return Float64Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}
