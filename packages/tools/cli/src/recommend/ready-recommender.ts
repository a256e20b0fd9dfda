import type { Id, Ids, Recommender } from '@autoencoders/autorec';
import type { History } from '@autoencoders/core';
import type { RecommenderFigures } from './judge-recommender.js';
import type { LoadedRatings } from './load-ratings.js';
import type { Method, RecommenderPlan } from './recommend-methods.js';
import type { TopList, TopListOptions } from './top-lists.js';

/** What is kept beside a saved recommender. */
export interface RecommenderDetails {
  readonly method: Method;
  /** What a rating had to be to count as a choice; nothing where all did, or ratings are learned. */
  readonly minRating: number | null;
  /** Whether it was trained on ratings, rather than only choices. */
  readonly rated: boolean;
}

/** A recommender that is there, or can be made. */
export interface ReadyRecommender {
  /** What it learns from, or what is given to a saved one. */
  readonly loaded: LoadedRatings | undefined;
  readonly details: RecommenderDetails | undefined;
  /** How it is trained; a saved one was. */
  readonly plan: RecommenderPlan | undefined;
  /** Measures on ratings that are held out first, where that is asked for. */
  evaluate(signal: AbortSignal): Promise<Evaluated | undefined>;
  /** The recommender, trained on all ratings where it has to be. */
  make(signal: AbortSignal): Promise<{ readonly made: Recommender; readonly history?: History }>;
  /** The items that may be recommended. */
  readonly items: Ids;
  /** Users who are recommended to where none are named. */
  allUsers(): readonly Id[];
  /** The id of a user as text names it. @throws {DataError} saying where, when there is none. */
  userOf(text: string, where: string): Id;
  lists(made: Recommender, users: readonly Id[], options: TopListOptions): Promise<TopList[]>;
  dispose(): void;
}

/** What an evaluation found. */
export interface Evaluated {
  readonly figures: RecommenderFigures;
  readonly history: History;
}
