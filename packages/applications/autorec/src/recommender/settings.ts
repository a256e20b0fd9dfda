import type { Json } from '@autoencoders/core';
import { type Baseline, baselineOf, type Damping } from '../ratings/baseline.js';
import type { Ids } from '../ratings/ids.js';
import type { Ratings } from '../ratings/ratings.js';
import { columnCounts, type SparseRows, transposed } from '../ratings/sparse-rows.js';

/** What a row of ratings is: all of a user's, or all of an item's. */
export const orientations = ['user', 'item'] as const;
export type Orientation = (typeof orientations)[number];

/** What a recommender is beside its autoencoder. */
export interface Settings {
  readonly orientation: Orientation;
  /** Whether the autoencoder learns what the baseline leaves of each rating. */
  readonly biases: false | Damping;
  /** `'explicit'`: ratings of a range; `'implicit'`: what was chosen. */
  readonly feedback: 'explicit' | 'implicit';
}

/** What a recommender knows of its ratings. */
export interface Known {
  readonly ratings: Ratings;
  readonly settings: Settings;
  /** The ratings as rows of the autoencoder. */
  readonly rows: SparseRows;
  readonly columnCount: number;
  /** How many ratings each user and each item has. */
  readonly counts: { readonly users: Int32Array; readonly items: Int32Array };
  /** The baseline of explicit ratings. */
  readonly baseline: Baseline | undefined;
}

/** Puts ratings the way that a recommender needs them. */
export function knownOf(ratings: Ratings, settings: Settings): Known {
  const { byUser, users, items } = ratings;
  const byItem = settings.orientation === 'item' ? transposed(byUser, items.size) : undefined;
  return {
    ratings,
    settings,
    rows: byItem ?? byUser,
    columnCount: byItem ? users.size : items.size,
    counts: {
      users: Int32Array.from(
        { length: users.size },
        (_, user) => byUser.offsets[user + 1]! - byUser.offsets[user]!,
      ),
      items: columnCounts(byUser, items.size),
    },
    baseline:
      settings.feedback === 'explicit'
        ? settings.biases
          ? baselineOf(byUser, items.size, undefined, settings.biases)
          : baselineOf(byUser, items.size, 1)
        : undefined,
  };
}

/** Settings, range and ids as JSON, which `save` keeps. */
export function jsonOf(
  settings: Settings,
  { range, users, items }: Ratings,
): { readonly [key: string]: Json } {
  const idsOf = (ids: Ids) => ids.toJSON() as Json;
  const { orientation, feedback, biases } = settings;
  return {
    orientation,
    feedback,
    biases: biases && { ...biases },
    range: [...range],
    users: idsOf(users),
    items: idsOf(items),
  };
}
