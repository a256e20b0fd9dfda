import { disposeBatch } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';
import type { RatingModel } from '../network/rating-model.js';
import { ratingBatch, type Shift } from '../ratings/rating-batches.js';
import type { Known } from './settings.js';

/** Users whose scores are held at a time. */
export const usersAtATime = 128;

/** Rows that are encoded at a time. */
const rowsAtATime = 128;

/** Numbers of users to scores of all items. */
export interface Scoring {
  /** What the autoencoder's rows are shifted by, where it learns deviations. */
  readonly shift: Shift | undefined;
  /** Scores `[users, items]` of these users, not clipped; the caller disposes them. */
  scores(users: Int32Array): Promise<tf.Tensor2D>;
  /** A vector for each item, `[items, width]`: rows of the last kernel, or what is encoded of each item. */
  itemVectors(): Promise<{ readonly values: Float32Array; readonly width: number }>;
  /** Forgets what it knows of weights that have changed since. */
  reset(): void;
}

/**
 * Scores by a model of ratings, with the baseline added where it learns what the baseline leaves. Where a user or an
 * item has no rating, the baseline alone: nothing has been learned of them.
 */
export function scoring(model: RatingModel, known: Known): Scoring {
  const { settings, rows, columnCount, baseline } = known;
  const shift = shiftOf(known);
  let encodedItems: Float32Array | undefined;

  /** The last hidden units of rows, `[rows, width]`. */
  function hiddenOf(numbers: Int32Array): tf.Tensor2D {
    const batch = ratingBatch(numbers, rows, { columnCount, shift });
    try {
      return model.lastHidden(batch);
    } finally {
      disposeBatch(batch);
    }
  }

  async function itemVectors() {
    const width = model.output.kernel.shape[1];
    if (settings.orientation === 'user') {
      return { values: (await model.output.kernel.data()) as Float32Array, width };
    }
    if (!encodedItems) {
      const all = new Float32Array(known.ratings.items.size * width);
      for (let from = 0; from * width < all.length; from += rowsAtATime) {
        const count = Math.min(rowsAtATime, known.ratings.items.size - from);
        const hidden = hiddenOf(Int32Array.from({ length: count }, (_, at) => from + at));
        all.set(await hidden.data(), from * width);
        hidden.dispose();
      }
      encodedItems = all;
    }
    return { values: encodedItems, width };
  }

  /** Scores of the model alone. */
  async function learned(users: Int32Array): Promise<tf.Tensor2D> {
    const { kernel, bias } = model.output;
    if (settings.orientation === 'user') {
      const hidden = hiddenOf(users);
      const scores = tf.tidy(() => model.scores(tf.add(tf.matMul(hidden, kernel, false, true), bias)));
      hidden.dispose();
      return scores;
    }
    const { values, width } = await itemVectors();
    return tf.tidy(() => {
      const numbers = tf.tensor1d(users, 'int32');
      const outputs = tf.matMul(
        tf.gather(kernel, numbers),
        tf.tensor2d(values, [values.length / width, width]),
        false,
        true,
      );
      return model.scores(tf.add(outputs, tf.expandDims(tf.gather(bias, numbers), 1)));
    });
  }

  return {
    shift,
    itemVectors,
    reset: () => {
      encodedItems = undefined;
    },
    scores: async (users) => {
      const own = await learned(users);
      if (!baseline) return own;
      try {
        return tf.tidy(() => {
          const base = baselineScores(users, known);
          const scores = shift ? (tf.add(own, base) as tf.Tensor2D) : own;
          return tf.clone(withBaseline(scores, base, users, known));
        });
      } finally {
        own.dispose();
      }
    },
  };
}

/** The baseline from the view of the autoencoder's rows; `undefined` where it learns ratings as they are. */
function shiftOf({ settings, baseline }: Known): Shift | undefined {
  if (!settings.biases || !baseline) return undefined;
  const { mean, users, items } = baseline;
  return settings.orientation === 'user'
    ? { mean, rows: users, columns: items }
    : { mean, rows: items, columns: users };
}

/** `[users, items]` */
function baselineScores(users: Int32Array, { baseline }: Known): tf.Tensor2D {
  const { mean, users: ofUsers, items } = baseline!;
  const own = Float32Array.from(users, (user) => mean + ofUsers[user]!);
  return tf.add(tf.tensor2d(own, [users.length, 1]), tf.tensor1d(items));
}

function withBaseline(
  scores: tf.Tensor2D,
  base: tf.Tensor2D,
  users: Int32Array,
  { counts }: Known,
): tf.Tensor2D {
  const rated = (count: number) => (count > 0 ? 1 : 0);
  const seenUsers = Uint8Array.from(users, (user) => rated(counts.users[user]!));
  const seenItems = Uint8Array.from(counts.items, rated);
  if (seenUsers.every(Boolean) && seenItems.every(Boolean)) return scores;
  const seen = tf.logicalAnd(
    tf.tensor2d(seenUsers, [users.length, 1], 'bool'),
    tf.tensor2d(seenItems, [1, seenItems.length], 'bool'),
  );
  return tf.where(seen, scores, base) as tf.Tensor2D;
}
