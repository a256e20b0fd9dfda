import { DataError, formatShape, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { Examples } from '../elbo.js';
import { oneHotLabels } from './labels.js';
import { type ConditionalSettings, conditionWidth } from './options.js';

/**
 * What is known of each example: labels `[batch]` as a tensor or a list (-1: unknown), or vectors
 * `[batch, conditionSize]`.
 */
export type Condition = tf.Tensor | readonly number[];

/** Conditions as networks take them, `[batch, width]`; rows of zeros stand for what is unknown. */
export interface ConditionRows {
  /**
   * @throws {ShapeError} when there is not one condition for each example.
   * @throws {DataError} for a label out of range.
   */
  of(condition: Condition | undefined, batch: number): tf.Tensor;
  /**
   * The conditions of training data.
   *
   * @throws {DataError} when it has none, one is out of range, or they have another shape.
   */
  demanded(batch: Examples): tf.Tensor;
}

/** How the options say that conditions are given. */
export function conditionRows(options: ConditionalSettings): ConditionRows {
  const { classes } = options;
  const width = conditionWidth(options);

  function of(condition: Condition | undefined, batch: number): tf.Tensor {
    if (condition === undefined) return tf.zeros([batch, width]);
    return tf.tidy(() => {
      const given = condition instanceof tf.Tensor ? condition : tf.tensor1d([...condition]);
      // A vector of one number may be given as the number.
      const single = classes !== undefined || (width === 1 && given.rank === 1);
      const expected = single ? [batch] : [batch, width];
      if (!tf.util.arraysEqual(given.shape, expected)) {
        throw new ShapeError(
          `the condition has shape ${formatShape(given.shape)}, expected ${formatShape(expected)}: give ${classes === undefined ? 'a vector' : 'a label'} for each example`,
        );
      }
      if (classes !== undefined) return oneHotLabels(given, classes);
      return tf.reshape(tf.cast(given, 'float32'), [batch, width]);
    });
  }

  function demanded({ x, y }: Examples): tf.Tensor {
    if (y) return of(y, x.shape[0]!);
    throw new DataError(
      classes === undefined
        ? `the data has no conditions: give a dataset with y, ${width} numbers for each example`
        : 'the data has no labels: give a dataset with y, -1 where a label is unknown',
    );
  }

  return { of, demanded };
}

/** Conditions of which a share of the rows, drawn anew in each step, is withheld. */
export function withheld(rows: tf.Tensor, share: number, uniform: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.mul(rows, tf.cast(tf.greaterEqual(uniform, share), 'float32')));
}
