import type { Autoencoder } from '@autoencoders/core';
import type { Rows } from '@autoencoders/data';
import { checkNumber, OptionError, ShapeError } from '@autoencoders/errors';
import type * as tf from '@tensorflow/tfjs';
import { codeBatches, codeWidth, givenCodes } from '../codes.js';
import { spreadOf } from '../spread.js';
import {
  codesOfItems,
  datasetOf,
  decodedRows,
  type Items,
  rowOf,
  rowsBy,
  type WalkOptions,
} from './items.js';

/**
 * The direction of an attribute in the code: the mean code of examples that have it, less that of examples that do not,
 * of `latentShape`. Data of any size, in flat memory.
 * Source: Larsen, Sønderby, Larochelle and Winther 2016, "Autoencoding beyond pixels using a learned similarity metric",
 * section 4.1.
 *
 * @param having examples with the attribute
 * @param lacking examples without it, which should be like the others in all else
 * @throws {ShapeError} when the examples do not fit the model.
 * @throws {DataError} when there are none, or a code is not finite.
 */
export async function attributeVector(
  model: Autoencoder,
  having: Items,
  lacking: Items,
  options: WalkOptions = {},
): Promise<Rows> {
  const above = await meanCode('having', model, having, options);
  const below = await meanCode('lacking', model, lacking, options);
  return { values: Float32Array.from(above, (mean, i) => mean - below[i]!), shape: model.latentShape };
}

async function meanCode(what: string, model: Autoencoder, items: Items, { batchSize }: WalkOptions) {
  const dataset = await datasetOf(what, model, items);
  const { mean } = await spreadOf(codeBatches(model, dataset, { batchSize }), codeWidth(model));
  return mean;
}

/** Options of {@link applyAttribute}. */
export interface ApplyAttributeOptions extends WalkOptions {
  /** How much of the vector is added; below 0, taken away. Several give a row of pictures each. Default 1. */
  readonly strength?: number | readonly number[];
}

/**
 * Examples with an attribute added: `decode(encode(x) + strength · vector)`.
 * Source: Larsen et al. 2016, section 4.1.
 *
 * @param x one example of `inputShape`, or several, `[count, ...inputShape]`
 * @param vector of `latentShape`, as {@link attributeVector} gives it
 * @returns `[count · strengths, ...inputShape]`, example after example, each with its strengths in their order
 * @throws {ShapeError} when examples or vector do not fit the model.
 * @throws {DataError} when there are none, or a value or code is not finite.
 * @throws {OptionError} when a strength is not finite, or there is none.
 */
export async function applyAttribute(
  model: Autoencoder,
  x: Items,
  vector: Rows | tf.Tensor,
  { strength = 1, ...walk }: ApplyAttributeOptions = {},
): Promise<Rows> {
  const strengths = typeof strength === 'number' ? [strength] : strength;
  if (strengths.length === 0) throw new OptionError('strength is an empty list: give at least one number');
  for (const one of strengths) checkNumber('strength', one);
  const direction = await givenCodes('vector', model, vector);
  if (direction.shape[0] !== 1) {
    throw new ShapeError(`vector holds ${direction.shape[0]} codes: give one`);
  }
  const codes = await codesOfItems('x', model, x, walk);
  const added = rowsBy(model, codes.shape[0]! * strengths.length, (row, into) => {
    const code = rowOf(codes, Math.floor(row / strengths.length));
    const factor = strengths[row % strengths.length]!;
    for (let i = 0; i < into.length; i++) into[i] = code[i]! + factor * direction.values[i]!;
  });
  return decodedRows(model, added, walk);
}
