import * as tf from '@tensorflow/tfjs';

/** An item and how high it scores, clipped to the range of ratings. */
export interface Scored {
  /** The item's number. */
  readonly item: number;
  readonly score: number;
}

/** Below every score: what it stands for is left out. */
const excludedScore = -3e38;

/**
 * The `n` items of the highest scores for each user, highest first; of equal ones, the one with the lower number.
 *
 * @param scores `[users, items]`
 * @param excluded for each user, the numbers of items that are left out
 * @returns for each user, as many as there are, at most `n`.
 */
export async function topItems(
  scores: tf.Tensor2D,
  n: number,
  excluded: readonly ArrayLike<number>[],
): Promise<Scored[][]> {
  const [users, items] = scores.shape;
  const k = Math.min(n, items);
  const { values, indices } = tf.tidy(() => {
    const places = placesOf(excluded);
    const left =
      places.length === 0
        ? scores
        : tf.where(
            tf.greater(
              tf.scatterND(
                tf.tensor2d(places, [places.length / 2, 2], 'int32'),
                tf.ones([places.length / 2]),
                [users, items],
              ),
              0,
            ),
            excludedScore,
            scores,
          );
    return tf.topk(left, k);
  });
  const [best, numbers] = await Promise.all([values.data(), indices.data()]);
  tf.dispose([values, indices]);
  return Array.from({ length: users }, (_, user) =>
    Array.from({ length: k }, (_, at) => ({
      item: numbers[user * k + at]!,
      score: best[user * k + at]!,
    })).filter(({ score }) => score > excludedScore / 2),
  );
}

function placesOf(excluded: readonly ArrayLike<number>[]): Int32Array {
  const places = new Int32Array(2 * excluded.reduce((sum, { length }) => sum + length, 0));
  let to = 0;
  for (const [user, items] of excluded.entries()) {
    for (let at = 0; at < items.length; at++) {
      places[to++] = user;
      places[to++] = items[at]!;
    }
  }
  return places;
}
