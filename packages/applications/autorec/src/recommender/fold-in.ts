import { DataError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { RatingModel } from '../network/rating-model.js';
import { type Baseline, deviationOf } from '../ratings/baseline.js';
import { type Id, knownNumber } from '../ratings/ids.js';
import { ratingBatch } from '../ratings/rating-batches.js';
import { ridge } from './ridge.js';
import type { Scoring } from './scoring.js';
import type { Known } from './settings.js';

/** A rating by someone who was not there in training. */
export interface NewRating {
  readonly item: Id;
  /** Within the range. Default 1 where ratings are implicit. */
  readonly rating?: number;
}

/** Options of folding a new user in. */
export interface FoldInOptions {
  /**
   * Where rows are items: what keeps a new user's weights near the mean of all users'. Default half of the model's `l2`,
   * the weight that a user's own had in training, and 1 where there is none.
   */
  readonly regularization?: number;
}

/** The ratings of a new user by number of item. */
export interface NewRow {
  readonly items: Int32Array;
  readonly values: Float32Array;
}

/**
 * The numbers and values of new ratings.
 *
 * @throws {DataError} for an unknown item, one that is there twice, or a rating that is missing or out of range.
 */
export function newRow(ratings: readonly NewRating[], { ratings: known, settings }: Known): NewRow {
  const [minimum, maximum] = known.range;
  const seen = new Set<Id>();
  const values = ratings.map(({ item, rating = settings.feedback === 'implicit' ? 1 : Number.NaN }) => {
    if (seen.has(item)) throw new DataError(`item ${JSON.stringify(item)} is rated twice: give it once`);
    seen.add(item);
    if (rating >= minimum && rating <= maximum) return rating;
    throw new DataError(
      `the rating of item ${JSON.stringify(item)} is ${rating}: give one from ${minimum} to ${maximum}`,
    );
  });
  return {
    items: Int32Array.from(ratings, ({ item }) => knownNumber(known.items, item, 'item')),
    values: Float32Array.from(values),
  };
}

/**
 * Scores of all items for a new user, from the user's ratings and the weights as they are, `[items]`.
 *
 * Where rows are users, the ratings are a row like any other: encoded and decoded. Where they are items, the user is a
 * column that the decoder has no weights for; these are found by ridge regression of the ratings on what is encoded of
 * the items, towards the mean of all users' weights. That is the model's own objective in this column, but for the mean.
 * Items that no one rated in training score the baseline.
 */
export async function foldedIn(
  row: NewRow,
  model: RatingModel,
  known: Known,
  scores: Scoring,
  options: FoldInOptions,
): Promise<Float32Array> {
  const { baseline, settings, counts } = known;
  const base = baseline && newBaseline(row, baseline);
  const shift = settings.biases ? base : undefined;
  const learned =
    settings.orientation === 'user'
      ? await decodedRow(row, shift, model, known)
      : await newColumn(row, shift, model, known, scores, options);
  return learned.map((score, item) =>
    base && counts.items[item] === 0 ? base[item]! : score + (shift ? shift[item]! : 0),
  );
}

/** The baseline of a new user, `[items]`. */
function newBaseline({ items, values }: NewRow, baseline: Baseline): Float32Array {
  const own = baseline.mean + deviationOf(items, values, baseline);
  return baseline.items.map((deviation) => own + deviation);
}

/** The row encoded and decoded. */
async function decodedRow(
  { items, values }: NewRow,
  shift: Float32Array | undefined,
  model: RatingModel,
  { columnCount }: Known,
): Promise<Float32Array> {
  const cells = {
    offsets: Int32Array.of(0, items.length),
    columns: items,
    values: values.map((value, at) => value - (shift ? shift[items[at]!]! : 0)),
  };
  const scores = tf.tidy(() => {
    const batch = ratingBatch(Int32Array.of(0), cells, { columnCount, unnumbered: true });
    const hidden = model.lastHidden(batch);
    const { kernel, bias } = model.output;
    return model.scores(tf.add(tf.matMul(hidden, kernel, false, true), bias));
  });
  const result = (await scores.data()) as Float32Array;
  scores.dispose();
  return result;
}

/** Scores by weights of a column of its own. */
async function newColumn(
  { items, values }: NewRow,
  shift: Float32Array | undefined,
  model: RatingModel,
  known: Known,
  scores: Scoring,
  { regularization = model.l2 / 2 || 1 }: FoldInOptions,
): Promise<Float32Array> {
  const { values: vectors, width } = await scores.itemVectors();
  const unitsOf = (item: number) => {
    const units = new Float64Array(width + 1).fill(1);
    units.set(vectors.subarray(item * width, (item + 1) * width));
    return units;
  };
  const targets = Float64Array.from(values, (value, at) => value - (shift ? shift[items[at]!]! : 0));
  const prior = await meanWeights(model, known);
  const weights = ridge(Array.from(items, unitsOf), targets, prior, regularization, model.link);
  return Float32Array.from({ length: known.ratings.items.size }, (_, item) => {
    let output = weights[width]!;
    for (let k = 0; k < width; k++) output += weights[k]! * vectors[item * width + k]!;
    return model.link?.value(output) ?? output;
  });
}

/** The mean weights and bias of the users who rated in training, `[width + 1]`. */
async function meanWeights({ output }: RatingModel, { counts }: Known): Promise<Float64Array> {
  const means = tf.tidy(() => {
    const rated = tf.tensor2d(
      Float32Array.from(counts.users, (count) => Number(count > 0)),
      [1, counts.users.length],
    );
    const all = tf.concat(
      [tf.matMul(rated, output.kernel), tf.matMul(rated, tf.expandDims(output.bias, 1))],
      1,
    );
    return tf.div(all, tf.sum(rated));
  });
  const result = Float64Array.from(await means.data());
  means.dispose();
  return result;
}
