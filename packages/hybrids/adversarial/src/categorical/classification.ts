import { type LossTerms, type Phase, type StepContext, variablesOf } from '@autoencoders/core';
import type { Batch } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import { categoricalNegativeLogLikelihoodPerExample } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { labelRows, labelValues } from '../labels.js';

/** What is known of a batch's classes: rows with a 1 at the class, of zeros where there is none. */
interface Truth {
  /** `[batch, classes]` */
  readonly rows: tf.Tensor;
  /** 1 where there is a label, else 0, `[batch]`. */
  readonly known: tf.Tensor;
}

/**
 * The phase that lowers the cross-entropy of the labelled examples, averaged over them, in nats; 0 where a batch has
 * none. Its term `labelled` is their share of the batch; outside training there is `error`, the share of wrong ones
 * among them.
 *
 * @param network whose layers it moves
 * @param logits `[batch, classes]` of inputs
 */
export function classificationPhase(
  network: tf.LayersModel,
  classes: number,
  logits: (x: tf.Tensor, step: StepContext) => tf.Tensor,
): Phase {
  return {
    name: 'classification',
    variables: variablesOf(network),
    loss: (batch, step): LossTerms => {
      const truth = truthOf(batch, classes);
      const scores = logits(batch.x, step);
      const loss = meanOfKnown(crossEntropyOf(scores, truth), truth);
      const labelled = tf.mean(truth.known) as tf.Scalar;
      if (step.training) return { loss, labelled };
      return { loss, labelled, error: meanOfKnown(wrongOf(scores, truth), truth) };
    },
  };
}

/**
 * Test figures of examples that all have labels: `crossEntropy` and `error`, `[batch]` each.
 *
 * @throws {DataError} for a label out of range.
 */
export function classificationFigures(batch: Batch, classes: number, logits: tf.Tensor) {
  const truth = truthOf(batch, classes);
  // An example without a label would count as right.
  const known = tf.where(tf.greater(truth.known, 0), truth.known, Number.NaN);
  return {
    crossEntropy: tf.mul(crossEntropyOf(logits, truth), known) as tf.Tensor1D,
    error: tf.mul(wrongOf(logits, truth), known) as tf.Tensor1D,
  };
}

function truthOf({ x, y }: Batch, classes: number): Truth {
  if (!y) throw new DataError('the data has no labels: give a dataset with y, -1 where a label is unknown');
  const rows = tf.slice(labelRows(labelValues(y, x.shape[0]!, classes), classes), [0, 0], [-1, classes]);
  return { rows, known: tf.sum(rows, 1) };
}

/** 0 where there is no label. */
function crossEntropyOf(logits: tf.Tensor, { rows }: Truth): tf.Tensor1D {
  return categoricalNegativeLogLikelihoodPerExample(rows, logits);
}

function wrongOf(logits: tf.Tensor, { rows, known }: Truth): tf.Tensor {
  return tf.mul(tf.cast(tf.notEqual(tf.argMax(logits, 1), tf.argMax(rows, 1)), 'float32'), known);
}

function meanOfKnown(values: tf.Tensor, { known }: Truth): tf.Scalar {
  return tf.div(tf.sum(values), tf.maximum(tf.sum(known), 1));
}
