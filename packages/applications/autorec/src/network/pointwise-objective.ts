import type { StepContext } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import { type Cells, rowSums } from './cells.js';
import type { Objective, Outputs, Told } from './objective.js';

/** Options of {@link pointwiseObjective}. */
export interface PointwiseObjectiveOptions {
  /** `'logistic'`: cross-entropy with `σ(output)`, in nats; `'squared'`: squared error of the output. */
  readonly loss: 'logistic' | 'squared';
  /** Columns drawn beside each one that was chosen, as examples of what was not; `'all'`: all of them count. */
  readonly negatives: number | 'all';
}

/**
 * What a row chose against what it did not: `Σ l(1, f_i)` over its targets and `Σ l(0, f_j)` over others, all of them or
 * as many as are drawn for each target. A drawn column that is among the inputs does not count; in evaluation all do.
 * Source: Wu, DuBois, Zheng and Ester 2016, "Collaborative Denoising Auto-Encoders", equations 3 to 5 and table 1.
 */
export function pointwiseObjective({ loss, negatives }: PointwiseObjectiveOptions): Objective {
  // softplus(-f) = softplus(f) - f.
  const absent = <Values extends tf.Tensor>(f: Values) =>
    (loss === 'logistic' ? tf.softplus(f) : tf.square(f)) as Values;
  const present = (f: tf.Tensor1D) =>
    (loss === 'logistic' ? tf.sub(tf.softplus(f), f) : tf.square(tf.sub(f, 1))) as tf.Tensor1D;

  function overAll(outputs: Outputs, { x, cells }: Told): tf.Tensor1D {
    const f = outputs.at(cells);
    const inputs = tf.mul(tf.sub(present(f), absent(f)), cells.targets) as tf.Tensor1D;
    // What was an input and is not asked for is no example of what was not chosen.
    const known = tf.mul(absent(f), tf.sub(1, cells.targets)) as tf.Tensor1D;
    const everywhere = tf.sum(absent(outputs.all()), 1) as tf.Tensor1D;
    return tf.add(everywhere, rowSums(tf.sub(inputs, known), cells, x.shape[0])) as tf.Tensor1D;
  }

  function overDrawn(
    outputs: Outputs,
    { x, cells }: Told,
    drawn: number,
    { random }: StepContext,
  ): tf.Tensor1D {
    const batch = x.shape[0];
    const chosen = tf.mul(present(outputs.at(cells)), cells.targets) as tf.Tensor1D;
    const places = drawnPlaces(cells, x.shape[1], drawn, random);
    const counted = tf.cast(tf.equal(tf.gatherND(x, places.places), 0), 'float32');
    const others = tf.mul(absent(outputs.at(places)), counted) as tf.Tensor1D;
    return tf.add(rowSums(chosen, cells, batch), rowSums(others, places, batch)) as tf.Tensor1D;
  }

  return {
    term: loss === 'logistic' ? 'crossEntropy' : 'squaredError',
    scores: (outputs) => (loss === 'logistic' ? tf.sigmoid(outputs) : outputs),
    perRow: (outputs, told, step) =>
      negatives === 'all' || !step.training
        ? overAll(outputs, told)
        : overDrawn(outputs, told, negatives, step),
  };
}

/** So many places in the row of each cell, columns drawn evenly. */
function drawnPlaces(
  { count, rows }: Cells,
  columns: number,
  drawn: number,
  random: StepContext['random'],
): Pick<Cells, 'rows' | 'columns' | 'places'> {
  const total = count * drawn;
  const repeated = tf.reshape(tf.tile(tf.expandDims(rows, 1), [1, drawn]), [total]) as tf.Tensor1D;
  const uniform = tf.mul(random.uniform('negatives', [total]), columns);
  // A product with a number just below 1 may round up to the number of columns.
  const others = tf.minimum(tf.cast(uniform, 'int32'), tf.scalar(columns - 1, 'int32')) as tf.Tensor1D;
  return { rows: repeated, columns: others, places: tf.stack([repeated, others], 1) as tf.Tensor2D };
}
