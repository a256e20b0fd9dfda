import { randomSource } from '@autoencoders/backend';
import type { Autoencoder } from '@autoencoders/core';
import { maximumMeanDiscrepancy } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { priorScales } from '../prior-discrepancy.js';

/** Points about two corners, `[count, 6]`, whose codes by themselves would be far from normal. */
export function twoGroups(count: number): tf.Tensor {
  return tf.tidy(() => {
    const noise = randomSource(5).normal('data', [count, 6]);
    const side = tf.reshape(tf.sub(tf.mul(tf.mod(tf.range(0, count), 2), 4), 2), [count, 1]);
    return tf.add(tf.mul(noise, 0.5), side);
  });
}

/** By how much all codes, two numbers wide, differ from the prior. */
export function discrepancyOf(model: Autoencoder, x: tf.Tensor): number {
  return tf.tidy(() => {
    const codes = model.encode(x);
    const prior = model.samplePrior!(codes.shape[0]!, randomSource(11));
    return maximumMeanDiscrepancy(codes, prior, { scales: priorScales(2) }).dataSync()[0]!;
  });
}
