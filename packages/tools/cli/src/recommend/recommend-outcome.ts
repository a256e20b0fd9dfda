import type { Id, Recommender } from '@autoencoders/autorec';
import type { History } from '@autoencoders/core';
import type { RatingSummary } from './rating-summary.js';
import type { Evaluated, ReadyRecommender } from './ready-recommender.js';
import type { RecommendFlags, RecommendRequest } from './recommend-flags.js';
import type { TopList } from './top-lists.js';

/** What a command is asked for. */
export interface RecommendWork {
  readonly flags: RecommendFlags;
  readonly request: RecommendRequest;
  readonly ready: ReadyRecommender;
  readonly users: readonly Id[];
  /** The item that others are to be like. */
  readonly like: Id | undefined;
}

/** What became of a command. */
export interface RecommendOutcome extends RecommendWork {
  readonly evaluated: Evaluated | undefined;
  /** Nothing where only an evaluation is asked for. */
  readonly made: Recommender | undefined;
  readonly history: History | undefined;
  readonly lists: readonly TopList[];
  readonly similar: readonly { readonly item: Id; readonly similarity: number }[] | undefined;
  /** Of the ratings that are given, or that a saved recommender learned from. */
  readonly summary: RatingSummary;
}
