import type { Callback } from '@autoencoders/core';
import { DataError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { classification } from './classification-phase.js';

/**
 * Sets the temperature back to 1 when training begins, for it was fitted to other weights, and ends a training in
 * which no example has a label.
 */
export function trainingWatch(temperature: tf.Variable): Callback {
  return {
    onTrainBegin: () => tf.tidy(() => void temperature.assign(tf.scalar(1))),
    onEpochEnd: ({ epoch, terms }) => {
      if (terms[`${classification}/labelled`] !== 0) return;
      throw new DataError(
        `no example of epoch ${epoch} had a label: every one is -1, give some labelled examples`,
      );
    },
  };
}
