import type { LossTerms, Phase, StepContext } from '@autoencoders/core';
import type { Batch } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';
import { crossEntropyPerExample, meanOverLabelled, wrongPerExample } from './cross-entropy.js';
import { labelsOf } from './labels.js';
import type { ClassifierSettings } from './options.js';

/** The name of the phase that lowers the cross-entropy. */
export const classification = 'classification';

/** The way from a batch to logits. */
export interface Path {
  /** Inputs to codes, with the gradient that they are to have. */
  code(x: tf.Tensor): tf.Tensor;
  readonly head: tf.LayersModel;
}

/**
 * The phase that lowers the mean cross-entropy of the labelled rows of a batch (0 where there are none). Its term
 * `labelled` is their share of the rows; outside training there is `error`, the share of wrong ones among them.
 */
export function classificationPhase(
  path: Path,
  settings: ClassifierSettings,
  variables: readonly tf.Variable[],
): Phase {
  return {
    name: classification,
    variables,
    loss: (batch, step): LossTerms => {
      const labels = labelsOf(batch, settings.classes, 'unlabelled too');
      const logits = logitsOf(batch, step, path, settings);
      const loss = meanOverLabelled(crossEntropyPerExample(logits, labels, settings), labels);
      const labelled = tf.mean(labels.known) as tf.Scalar;
      if (step.training) return { loss, labelled };
      return { loss, labelled, error: meanOverLabelled(wrongPerExample(logits, labels), labels) };
    },
  };
}

/** Logits `[batch, classes]`, with dropout in training. */
function logitsOf(
  { x }: Batch,
  { training, random }: StepContext,
  { code, head }: Path,
  { dropout }: ClassifierSettings,
): tf.Tensor {
  const dropped = (name: 'inputs' | 'code', values: tf.Tensor) => {
    const rate = dropout[name];
    if (!training || rate === 0) return values;
    const kept = tf.greaterEqual(random.uniform(`dropout/${name}`, values.shape), rate);
    return tf.mul(values, tf.div(tf.cast(kept, 'float32'), 1 - rate));
  };
  return head.apply(dropped('code', code(dropped('inputs', x))), { training }) as tf.Tensor;
}
