import * as tf from '@tensorflow/tfjs';
import { type Cells, rowSums } from './cells.js';
import type { Link, Objective, Outputs } from './objective.js';

/** Options of {@link squaredObjective}. */
export interface SquaredObjectiveOptions {
  /** `'linear'`: outputs are ratings; `'sigmoid'`: `low + (high - low) σ(output)` is. */
  readonly activation: 'linear' | 'sigmoid';
  /** What a sigmoid spans. */
  readonly span: readonly [low: number, high: number];
  /** What a rating that the encoder saw counts in training, beside 1 for one that it did not; see there. */
  readonly keptWeight: number;
}

/**
 * The squared error of observed ratings alone: `Σ (r_i - h_i)²` over the targets of a row.
 *
 * With a `keptWeight` below 1 the ratings that input dropout hid count more than those that the encoder was shown; the
 * weights of a batch have mean 1.
 * Source: Sedhain, Menon, Sanner and Xie 2015, "AutoRec", equation 2.
 */
export function squaredObjective({
  activation,
  span: [low, high],
  keptWeight,
}: SquaredObjectiveOptions): Objective {
  const scores = <Values extends tf.Tensor>(outputs: Values) =>
    (activation === 'linear' ? outputs : tf.add(tf.mul(tf.sigmoid(outputs), high - low), low)) as Values;
  const errors = (outputs: Outputs, cells: Cells) =>
    tf.mul(tf.sub(scores(outputs.at(cells)), cells.values), cells.targets) as tf.Tensor1D;
  return {
    term: 'squaredError',
    scores,
    ...(activation === 'sigmoid' ? { link: sigmoidLink(low, high) } : {}),
    perRow: (outputs, { x, cells, kept }, { training }) => {
      const squares = tf.square(errors(outputs, cells));
      if (!training || keptWeight === 1) return rowSums(squares, cells, x.shape[0]);
      const weights = tf.sub(1, tf.mul(kept, 1 - keptWeight));
      const scale = tf.div(cells.count, tf.maximum(tf.sum(weights), 1));
      return rowSums(tf.mul(squares, tf.mul(weights, scale)) as tf.Tensor1D, cells, x.shape[0]);
    },
    figures: (outputs, { x, cells }) => ({
      absoluteError: rowSums(tf.abs(errors(outputs, cells)), cells, x.shape[0]),
      ratings: rowSums(cells.targets, cells, x.shape[0]),
    }),
  };
}

function sigmoidLink(low: number, high: number): Link {
  const sigmoid = (output: number) => 1 / (1 + Math.exp(-output));
  return {
    value: (output) => low + (high - low) * sigmoid(output),
    slope: (output) => (high - low) * sigmoid(output) * (1 - sigmoid(output)),
  };
}
