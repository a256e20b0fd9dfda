import { useBackend } from '@autoencoders/backend';
import { categoricalNegativeLogLikelihoodPerExample } from '@autoencoders/losses';
import { expectAllClose, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, it } from 'vitest';
import { mapNegativeLogLikelihood } from './map-likelihood.js';

const shape = [3, 2, 2, 5] as const;
const logits = testValues(60, -3, 3);
const indices = Array.from({ length: 12 }, (_, place) => (place * 3) % 5);
const weights = [0.5, -1, 2];

describe.each(['cpu', 'wasm'] as const)('on %s', (engine) => {
  beforeAll(async () => {
    await useBackend(engine);
  });

  it('is the categorical likelihood of one-hot values, with its gradient', () => {
    tf.tidy(() => {
      const map = tf.tensor3d(indices, [3, 2, 2], 'int32');
      const given = tf.tensor4d(logits, [...shape]);
      const oneHot = tf.cast(tf.oneHot(map, 5), 'float32');
      const found = mapNegativeLogLikelihood(map, given);
      expectAllClose(found.dataSync(), categoricalNegativeLogLikelihoodPerExample(oneHot, given).dataSync());
      const slope = tf.grad((at) => tf.sum(tf.mul(mapNegativeLogLikelihood(map, at), weights)))(given);
      const byHand = finiteDifferences((at) => {
        let sum = 0;
        for (const [place, index] of indices.entries()) {
          const row = Array.from(at.subarray(5 * place, 5 * place + 5));
          const total = Math.log(row.reduce((all, value) => all + Math.exp(value), 0));
          sum += weights[Math.floor(place / 4)]! * (total - row[index]!);
        }
        return sum;
      }, logits);
      expectAllClose(slope.dataSync(), byHand, { absolute: 1e-5 });
    });
  });
});
