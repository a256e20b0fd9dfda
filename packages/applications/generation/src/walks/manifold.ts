import type { Autoencoder } from '@autoencoders/core';
import type { Rows } from '@autoencoders/data';
import { checkChoice, checkInteger, checkNumber } from '@autoencoders/errors';
import type * as tf from '@tensorflow/tfjs';
import { codeWidth, givenCodes } from '../codes.js';
import { type Axis, checkDimensions, decodedGrid, evenly, type Grid } from './grid.js';
import type { WalkOptions } from './items.js';
import { normalQuantile } from './normal-quantile.js';

/** How the values of a manifold are spaced. */
export const manifoldMethods = ['quantile', 'linear'] as const;

/** Options of {@link manifold}. */
export interface ManifoldOptions extends WalkOptions {
  /** Values of each dimension. Default 20. */
  readonly size?: number;
  /** Which dimensions of the flat code. Default `[0, 1]`. */
  readonly dimensions?: readonly number[];
  /**
   * `'quantile'`: `Φ⁻¹((i + ½) / size)`, each value as probable as the next under N(0, 1); `'linear'`: evenly from
   * `from` to `to`. Default `'quantile'`.
   */
  readonly method?: (typeof manifoldMethods)[number];
  /** The first value of the method `'linear'`. Default -3. */
  readonly from?: number;
  /** The last value of the method `'linear'`. Default 3. */
  readonly to?: number;
  /** The code whose other dimensions are kept, of `latentShape`. Default all 0. */
  readonly code?: Rows | tf.Tensor;
}

/**
 * A picture of the whole code: decoded codes on a grid over two (or one, or more) of its dimensions.
 * Source: Kingma and Welling 2014, "Auto-encoding variational Bayes", figure 4.
 *
 * @returns `[size^dimensions, ...inputShape]`, the first dimension changing from row to row, the second from column to
 * column
 * @throws {OptionError} for a size below 1, a dimension that the code does not have, or an unknown method.
 * @throws {ShapeError} when the code does not fit the model.
 */
export async function manifold(model: Autoencoder, options: ManifoldOptions = {}): Promise<Grid> {
  const { size = 20, dimensions = [0, 1], method = 'quantile', from = -3, to = 3, code, ...walk } = options;
  checkInteger('size', size);
  checkDimensions(model, dimensions);
  checkChoice('method', method, manifoldMethods);
  checkNumber('from', from);
  checkNumber('to', to);
  const values =
    method === 'linear'
      ? evenly(from, to, size)
      : Float64Array.from({ length: size }, (_, i) => normalQuantile((i + 0.5) / size));
  const width = codeWidth(model);
  const kept = code
    ? await givenCodes('code', model, code)
    : { values: new Float32Array(width), shape: [1, width] };
  const axes = dimensions.map((dimension): Axis => ({ dimension, values }));
  return decodedGrid(model, kept, axes, walk);
}
