import { categoricalNegativeLogLikelihoodPerExample } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import type { Labels } from './labels.js';
import type { ClassifierSettings } from './options.js';

/**
 * The cross-entropy of each example, in nats, 0 where there is no label:
 *
 * `-Σ_c q_c log softmax(l)_c` with `q = (1 - ε) onehot(y) + ε / classes`, times the weight of class `y`.
 *
 * Label smoothing ε: Szegedy et al. 2016, "Rethinking the Inception architecture", section 7.
 *
 * @param logits `[batch, classes]`
 * @returns `[batch]`
 */
export function crossEntropyPerExample(
  logits: tf.Tensor,
  { classes: labels, known }: Labels,
  {
    classes,
    classWeights,
    labelSmoothing,
  }: Pick<ClassifierSettings, 'classes' | 'labelSmoothing'> & { classWeights?: number[] | undefined },
): tf.Tensor1D {
  return tf.tidy(() => {
    const truth = tf.cast(tf.oneHot(labels, classes), 'float32');
    const target =
      labelSmoothing === 0 ? truth : tf.add(tf.mul(truth, 1 - labelSmoothing), labelSmoothing / classes);
    const counted = classWeights ? tf.mul(known, tf.sum(tf.mul(truth, classWeights), 1)) : known;
    return tf.mul(categoricalNegativeLogLikelihoodPerExample(target, logits), counted);
  });
}

/** The mean over the labelled examples of a batch of `values`, which are 0 for the others; 0 where there are none. */
export function meanOverLabelled(values: tf.Tensor, { known }: Labels): tf.Scalar {
  return tf.tidy(() => tf.div(tf.sum(values), tf.maximum(tf.sum(known), 1)));
}

/** 1 where the largest logit is another than the label's, 0 where it is that or there is no label, `[batch]`. */
export function wrongPerExample(logits: tf.Tensor, { classes, known }: Labels): tf.Tensor1D {
  return tf.tidy(() => tf.mul(tf.cast(tf.notEqual(tf.argMax(logits, 1), classes), 'float32'), known));
}
