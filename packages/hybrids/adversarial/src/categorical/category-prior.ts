import type { RandomSource } from '@autoencoders/backend';
import { OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/** Draws categories as rows with a 1 at the category, `[count, categories]`. */
export type CategoryPrior = (count: number, random: RandomSource, labels?: tf.Tensor1D) => tf.Tensor;

/**
 * The categorical distribution that categories are held to; a label that is not -1 takes the place of the draw.
 *
 * @param proportions of the categories, in any unit; default all the same
 * @throws {OptionError} unless there is one for each category.
 */
export function categoryPrior(
  categories: number,
  proportions: readonly number[] = new Array<number>(categories).fill(1),
): CategoryPrior {
  if (proportions.length !== categories) {
    throw new OptionError(
      `proportions has ${proportions.length} numbers: give one for each of the ${categories} categories`,
    );
  }
  const total = proportions.reduce((sum, share) => sum + share, 0);
  let below = 0;
  const thresholds = proportions.slice(0, -1).map((share) => {
    below += share / total;
    return below;
  });
  return (count, random, labels) =>
    tf.tidy(() => {
      const uniform = random.uniform('prior/category', [count, 1]);
      const passed = tf.cast(
        tf.greaterEqual(uniform, tf.tensor2d(thresholds, [1, categories - 1])),
        'float32',
      );
      const drawn = tf.sum(passed, 1);
      const index = labels ? tf.where(tf.greaterEqual(labels, 0), labels, drawn) : drawn;
      return tf.cast(tf.equal(tf.expandDims(index, 1), tf.range(0, categories)), 'float32');
    });
}
