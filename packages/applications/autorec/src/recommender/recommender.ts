import { type Application, type Autoencoder, type FitOptions, fit, type History } from '@autoencoders/core';
import type { Dataset } from '@autoencoders/data';
import { checkInteger, checkNumber } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { RatingModel } from '../network/rating-model.js';
import { type Id, knownNumber } from '../ratings/ids.js';
import { ratingBatches } from '../ratings/rating-batches.js';
import type { Ratings } from '../ratings/ratings.js';
import { type FoldInOptions, foldedIn, type NewRating, newRow } from './fold-in.js';
import { clipped, predictPairs, predictTest } from './predictions.js';
import { ratingState } from './rating-state.js';
import { heldOutRows, renumbered } from './renumbered.js';
import { scoring, usersAtATime } from './scoring.js';
import { jsonOf, knownOf, type Settings } from './settings.js';
import { similarNumbers } from './similar-items.js';
import { topItems } from './top-items.js';

/** An item to recommend. */
export interface Recommendation {
  readonly item: Id;
  /** The predicted rating, clipped to the range; of implicit ratings a probability. */
  readonly score: number;
}

/** How to recommend. */
export interface RecommendOptions {
  /** Items never to recommend. */
  readonly exclude?: readonly Id[];
  /** Recommend what the user has rated, too. Default false. */
  readonly includeRated?: boolean;
}

/** How a recommender is trained: core's `FitOptions`, with ratings to validate on. */
export interface RecommenderFitOptions extends Omit<FitOptions, 'validation'> {
  /** Ratings held out of those that it was made with: predicted from the rest after every epoch. */
  readonly validation?: Ratings;
}

/** How to recommend to users who are known. */
export interface KnownUserOptions extends RecommendOptions {
  /** Ratings by the same users that were not learned from, such as those too low to be a choice: left out as well. */
  readonly seen?: Ratings;
}

/** A user who was not there in training. */
export interface NewUser {
  /** @throws {DataError} when the item is unknown. */
  predict(item: Id): number;
  /** The best items, highest first. @throws {OptionError} for an impossible number. @throws {DataError} as `predict`. */
  recommend(n: number, options?: RecommendOptions): Promise<Recommendation[]>;
}

/** An autoencoder of ratings, and what it recommends. */
export interface Recommender<Model extends Autoencoder & RatingModel = Autoencoder & RatingModel>
  extends Application {
  readonly autoencoder: Model;
  /** What it learns from, and predicts by. */
  readonly ratings: Ratings;
  /** Trains by core's `fit`, with the same options, checkpoints and exact resumption. @throws as core's `fit`. */
  fit(options: RecommenderFitOptions): Promise<History>;
  /**
   * The ratings as core's `fit` and `evaluate` take them; with others held out, those are what is asked for.
   *
   * @throws {DataError} when those held out name users or items that are unknown.
   */
  batches(heldOut?: Ratings): Dataset;
  /** The rating that a user would give an item. @throws {DataError} when either is unknown. */
  predict(user: Id, item: Id): Promise<number>;
  /**
   * The rating of each pair, `[pairs]`.
   *
   * @throws {DataError} when a user or item is unknown. @throws {ShapeError} when the lists differ in length.
   */
  predictMany(users: readonly Id[], items: readonly Id[]): Promise<Float32Array>;
  /**
   * What each of other ratings would be, in their order: to be held against `test.byUser.values`.
   *
   * @throws {DataError} when a user or item is unknown.
   */
  predictRatings(test: Ratings): Promise<Float32Array>;
  /**
   * The best items that a user has not rated, highest first; fewer than `n` where there are no more.
   *
   * @throws {DataError} when the user, an excluded item, or one that was seen is unknown.
   * @throws {OptionError} for an impossible number.
   */
  recommend(user: Id, n: number, options?: KnownUserOptions): Promise<Recommendation[]>;
  /** The same for many users, in batches. */
  recommendMany(users: readonly Id[], n: number, options?: KnownUserOptions): Promise<Recommendation[][]>;
  /**
   * The items nearest to one, by the cosine of what the model knows of them less its mean; without those that no one
   * rated.
   *
   * @throws {DataError} when the item is unknown. @throws {OptionError} for an impossible number.
   */
  similarItems(item: Id, n: number): Promise<{ readonly item: Id; readonly similarity: number }[]>;
  /**
   * A new user, from a few ratings and without training; see the README for how.
   *
   * @throws {DataError} for an unknown item, one rated twice, or a rating out of range.
   */
  foldIn(ratings: readonly NewRating[], options?: FoldInOptions): Promise<NewUser>;
}

/** A recommender of an autoencoder over these ratings. */
export function recommender<Model extends Autoencoder & RatingModel>(
  ratings: Ratings,
  settings: Settings,
  autoencoder: Model,
): Recommender<Model> {
  const known = knownOf(ratings, settings);
  const scores = scoring(autoencoder, known);
  const { users, items, byUser } = ratings;
  const state = ratingState(byUser);
  const clip = settings.feedback === 'explicit' ? clipped(ratings.range) : (score: number) => score;

  function batches(heldOut?: Ratings): Dataset {
    return ratingBatches(known.rows, {
      columnCount: known.columnCount,
      shift: scores.shift,
      ...(heldOut ? { heldOut: heldOutRows(renumbered(heldOut, ratings), settings.orientation) } : {}),
    });
  }

  const numberOf = (item: Id) => knownNumber(items, item, 'item');
  const ratedBy = (user: number, { offsets, columns } = byUser) =>
    columns.subarray(offsets[user], offsets[user + 1]);
  const named = (found: readonly { item: number; score: number }[]): Recommendation[] =>
    found.map(({ item, score }) => ({ item: items.at(item), score: clip(score) }));

  async function recommendMany(
    list: readonly Id[],
    n: number,
    { exclude = [], includeRated = false, seen }: KnownUserOptions = {},
  ): Promise<Recommendation[][]> {
    checkInteger('n', n);
    const left = includeRated ? [] : [byUser, ...(seen ? [renumbered(seen, ratings).byUser] : [])];
    const numbers = Int32Array.from(list, (user) => knownNumber(users, user, 'user'));
    const never = exclude.map(numberOf);
    const all: Recommendation[][] = [];
    for (let from = 0; from < numbers.length; from += usersAtATime) {
      const part = numbers.subarray(from, from + usersAtATime);
      const excluded = Array.from(part, (user) => [
        ...new Set([...left.flatMap((rows) => [...ratedBy(user, rows)]), ...never]),
      ]);
      const found = await scores.scores(part);
      try {
        for (const best of await topItems(found, n, excluded)) all.push(named(best));
      } finally {
        found.dispose();
      }
    }
    return all;
  }

  async function foldIn(given: readonly NewRating[], options: FoldInOptions = {}): Promise<NewUser> {
    if (options.regularization !== undefined) {
      checkNumber('regularization', options.regularization, Number.MIN_VALUE);
    }
    const row = newRow(given, known);
    const found = await foldedIn(row, autoencoder, known, scores, options);
    return {
      predict: (item) => clip(found[numberOf(item)]!),
      recommend: async (n, { exclude = [], includeRated = false } = {}) => {
        checkInteger('n', n);
        const excluded = [...(includeRated ? [] : row.items), ...exclude.map(numberOf)];
        const all = tf.tensor2d(found, [1, found.length]);
        try {
          return named((await topItems(all, n, [excluded]))[0]!);
        } finally {
          all.dispose();
        }
      },
    };
  }

  const predictMany = (of: readonly Id[], about: readonly Id[]) =>
    predictPairs(of, about, ratings, scores, clip);

  return {
    kind: recommenderKind,
    options: jsonOf(settings, ratings),
    inputShape: autoencoder.inputShape,
    autoencoder,
    networks: autoencoder.networks,
    phases: autoencoder.phases,
    state,
    callbacks: [{ onTrainBegin: scores.reset, onStep: scores.reset, onTrainEnd: scores.reset }],
    figures: autoencoder.figures,
    dispose: () => tf.dispose(Object.values(state)),
    ratings,
    batches,
    async fit({ validation, ...options }) {
      return fit(this, batches(), {
        ...options,
        ...(validation ? { validation: batches(validation) } : {}),
      });
    },
    predict: async (user, item) => (await predictMany([user], [item]))[0]!,
    predictMany,
    predictRatings: async (test) => predictTest(renumbered(test, ratings), scores, clip),
    recommend: async (user, n, options) => (await recommendMany([user], n, options))[0]!,
    recommendMany,
    async similarItems(item, n) {
      checkInteger('n', n);
      const number = numberOf(item);
      const { values, width } = await scores.itemVectors();
      const found = similarNumbers(values, width, number, n, (other) => known.counts.items[other] === 0);
      return found.map(({ item, similarity }) => ({ item: items.at(item), similarity }));
    },
    foldIn,
  };
}

/** The name of a recommender among saved applications. */
export const recommenderKind = 'recommender';
