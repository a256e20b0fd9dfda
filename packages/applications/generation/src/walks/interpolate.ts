import type { Autoencoder } from '@autoencoders/core';
import type { Rows } from '@autoencoders/data';
import { checkChoice, checkInteger, ShapeError } from '@autoencoders/errors';
import type * as tf from '@tensorflow/tfjs';
import { givenCodes } from '../codes.js';
import { codesOfItems, decodedRows, type Items, rowOf, rowsBy, type WalkOptions } from './items.js';
import { lerp, slerp } from './slerp.js';

/** Ways from one code to another. */
export const interpolationMethods = ['linear', 'spherical'] as const;

/** Options of {@link interpolate}. */
export interface InterpolateOptions extends WalkOptions {
  /** Points on each way, both ends among them; at least 2. Default 8. */
  readonly steps?: number;
  /**
   * Along a straight line, or along a great circle ({@link slerp}), which does not leave the shell where codes of a
   * wide N(0, I) lie. Default `'linear'`.
   */
  readonly method?: (typeof interpolationMethods)[number];
}

/**
 * What lies between examples: the codes on the way from each `a` to its `b`, decoded. The ends are the reconstructions
 * of `a` and `b`.
 * Sources: Radford, Metz and Chintala 2016, "Unsupervised representation learning with deep convolutional generative
 * adversarial networks", section 6.1; spherical: White 2016, "Sampling generative networks", section 2.1.
 *
 * @param a one example of `inputShape`, or several, `[pairs, ...inputShape]`
 * @param b as many
 * @returns `[pairs · steps, ...inputShape]`, pair after pair, each from `a` to `b`
 * @throws {ShapeError} when they do not fit the model, or differ in number.
 * @throws {DataError} when there are none, or a value or code is not finite.
 * @throws {OptionError} for fewer than 2 steps or an unknown method.
 */
export async function interpolate(
  model: Autoencoder,
  a: Items,
  b: Items,
  options: InterpolateOptions = {},
): Promise<Rows> {
  const ends = [await codesOfItems('a', model, a, options), await codesOfItems('b', model, b, options)];
  return between(model, ends[0]!, ends[1]!, options);
}

/**
 * {@link interpolate} between codes.
 *
 * @param a one code of `latentShape`, or several, `[pairs, ...latentShape]`
 * @param b as many
 */
export async function interpolateCodes(
  model: Autoencoder,
  a: Rows | tf.Tensor,
  b: Rows | tf.Tensor,
  options: InterpolateOptions = {},
): Promise<Rows> {
  return between(model, await givenCodes('a', model, a), await givenCodes('b', model, b), options);
}

function between(
  model: Autoencoder,
  a: Rows,
  b: Rows,
  { steps = 8, method = 'linear', ...walk }: InterpolateOptions,
): Promise<Rows> {
  checkInteger('steps', steps, 2);
  checkChoice('method', method, interpolationMethods);
  const pairs = a.shape[0]!;
  if (b.shape[0] !== pairs) {
    throw new ShapeError(`a has ${pairs} examples and b ${b.shape[0]}: give as many, they are paired`);
  }
  const way = method === 'linear' ? lerp : slerp;
  const codes = rowsBy(model, pairs * steps, (row, into) => {
    const pair = Math.floor(row / steps);
    into.set(way(rowOf(a, pair), rowOf(b, pair), (row % steps) / (steps - 1)));
  });
  return decodedRows(model, codes, walk);
}
