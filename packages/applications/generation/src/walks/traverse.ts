import type { Autoencoder } from '@autoencoders/core';
import type { Rows } from '@autoencoders/data';
import { checkInteger, checkNumber } from '@autoencoders/errors';
import type * as tf from '@tensorflow/tfjs';
import { codeBatches, codeWidth, givenCodes } from '../codes.js';
import { type Spread, spreadOf } from '../spread.js';
import { type Axis, checkDimensions, decodedGrid, evenly, type Grid } from './grid.js';
import { codesOfItems, datasetOf, type Items, type WalkOptions } from './items.js';

/** How many standard deviations a range reaches to each side. */
const reach = 3;

/** Options of {@link traverse}. */
export interface TraverseOptions extends WalkOptions {
  /** Which dimension of the flat code, from 0 on; of several, all combinations. */
  readonly dimension: number | readonly number[];
  /** Values of each dimension. Default 8. */
  readonly steps?: number;
  /** The first value. Default -3, or by `data`. */
  readonly from?: number;
  /** The last value. Default 3, or by `data`. */
  readonly to?: number;
  /** Data whose codes say the range: from three standard deviations below the dimension's mean to three above. */
  readonly data?: Items;
}

/**
 * What a dimension of the code stands for: the code of each example with that dimension set to values from `from` to
 * `to`, decoded; the others stay.
 * Source: Higgins et al. 2017, "beta-VAE", figure 1.
 *
 * @param x one example of `inputShape`, or several, `[count, ...inputShape]`
 * @returns `[count · steps^dimensions, ...inputShape]`, in the order of {@link Grid}
 * @throws {ShapeError} when the examples do not fit the model.
 * @throws {DataError} when there are none, or a value or code is not finite.
 * @throws {OptionError} for a dimension that the code does not have, no steps, or a range that is not finite.
 */
export async function traverse(model: Autoencoder, x: Items, options: TraverseOptions): Promise<Grid> {
  return along(model, await codesOfItems('x', model, x, options), options);
}

/**
 * {@link traverse} from codes.
 *
 * @param codes one code of `latentShape`, or several, `[count, ...latentShape]`
 */
export async function traverseCodes(
  model: Autoencoder,
  codes: Rows | tf.Tensor,
  options: TraverseOptions,
): Promise<Grid> {
  return along(model, await givenCodes('codes', model, codes), options);
}

async function along(
  model: Autoencoder,
  codes: Rows,
  { dimension, steps = 8, from, to, data, ...walk }: TraverseOptions,
): Promise<Grid> {
  const dimensions = typeof dimension === 'number' ? [dimension] : dimension;
  checkDimensions(model, dimensions);
  checkInteger('steps', steps);
  if (from !== undefined) checkNumber('from', from);
  if (to !== undefined) checkNumber('to', to);
  const spread = data && (await spreadOfItems(model, data, walk));
  const axes = dimensions.map((one): Axis => {
    const [low, high] = rangeOf(one, spread);
    return { dimension: one, values: evenly(from ?? low, to ?? high, steps) };
  });
  return decodedGrid(model, codes, axes, walk);
}

async function spreadOfItems(model: Autoencoder, data: Items, { batchSize }: WalkOptions): Promise<Spread> {
  const dataset = await datasetOf('data', model, data);
  return spreadOf(codeBatches(model, dataset, { batchSize }), codeWidth(model));
}

function rangeOf(dimension: number, spread: Spread | undefined): [number, number] {
  const mean = spread?.mean[dimension] ?? 0;
  const deviation = spread?.deviation[dimension] ?? 1;
  return [mean - reach * deviation, mean + reach * deviation];
}
