import { checkNumber, DataError } from '@autoencoders/errors';
import { type Ratings, withRows } from './ratings.js';
import { cellsWhere } from './sparse-rows.js';

/**
 * What users chose, as Mult-VAE, Mult-DAE and CDAE learn from: 1 for each rating of at least `minimum`; the others are
 * left out. Users and items stay, those with nothing left too.
 * Source: Liang et al. 2018, section 4.1 (ratings of four or more).
 *
 * @throws {OptionError} when the minimum is not a number.
 * @throws {DataError} when no rating is as high.
 */
export function implicitRatings(ratings: Ratings, minimum = Number.MIN_VALUE): Ratings {
  checkNumber('minimum', minimum);
  const chosen = cellsWhere(ratings.byUser, (cell) => ratings.byUser.values[cell]! >= minimum);
  if (chosen.columns.length === 0) {
    throw new DataError(`no rating is ${minimum} or more: they go from ${ratings.range.join(' to ')}`);
  }
  return { ...withRows(ratings, { ...chosen, values: chosen.values.fill(1) }), range: [0, 1] };
}
