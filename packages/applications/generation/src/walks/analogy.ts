import type { Autoencoder } from '@autoencoders/core';
import type { Rows } from '@autoencoders/data';
import { ShapeError } from '@autoencoders/errors';
import { codesOfItems, decodedRows, type Items, rowOf, rowsBy, type WalkOptions } from './items.js';

/**
 * What is to `c` as `a` is to `b`: `decode(encode(a) - encode(b) + encode(c))`, row by row; a single example stands for
 * as many as the others have. Codes of single examples are noisy: for the mean of several, use `attributeVector(model,
 * a, b)` and `applyAttribute`.
 * Source: Radford, Metz and Chintala 2016, "Unsupervised representation learning with deep convolutional generative
 * adversarial networks", section 6.3.2.
 *
 * @param a one example of `inputShape`, or several, `[count, ...inputShape]`; likewise `b` and `c`
 * @returns `[count, ...inputShape]`
 * @throws {ShapeError} when the examples do not fit the model, or differ in number.
 * @throws {DataError} when there are none, or a value or code is not finite.
 */
export async function analogy(
  model: Autoencoder,
  a: Items,
  b: Items,
  c: Items,
  options: WalkOptions = {},
): Promise<Rows> {
  const codes = [
    await codesOfItems('a', model, a, options),
    await codesOfItems('b', model, b, options),
    await codesOfItems('c', model, c, options),
  ] as const;
  const counts = codes.map(({ shape }) => shape[0]!);
  const count = Math.max(...counts);
  if (counts.some((found) => found !== 1 && found !== count)) {
    throw new ShapeError(`a, b and c have ${counts.join(', ')} examples: give as many of each, or one`);
  }
  const sums = rowsBy(model, count, (row, into) => {
    const [ofA, ofB, ofC] = codes.map((all) => rowOf(all, all.shape[0] === 1 ? 0 : row));
    for (let i = 0; i < into.length; i++) into[i] = ofA![i]! - ofB![i]! + ofC![i]!;
  });
  return decodedRows(model, sums, options);
}
