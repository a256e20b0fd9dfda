import { OptionError } from '@autoencoders/errors';
import { expectAllClose, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  bernoulliNegativeLogLikelihoodPerExample,
  gaussianNegativeLogLikelihoodPerExample,
  type LikelihoodName,
  laplaceNegativeLogLikelihoodPerExample,
  likelihood,
  likelihoodNames,
} from './index.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('likelihood', () => {
  const x = () => tf.tensor3d(testValues(24, 0, 1), [2, 3, 4]);
  const output = (channels: number) => tf.tensor3d(testValues(6 * channels, -1, 1, 2), [2, 3, channels]);

  it('takes logits to probabilities', () => {
    const { mean, negativeLogLikelihood } = likelihood('bernoulli');
    tf.tidy(() => {
      expectAllClose(mean(tf.tensor1d([0, 2])).dataSync(), [0.5, 1 / (1 + Math.exp(-2))]);
      const expected = bernoulliNegativeLogLikelihoodPerExample(x(), output(4)).dataSync();
      expectAllClose(negativeLogLikelihood(x(), output(4)).dataSync(), expected);
    });
  });

  it('takes categorical logits to probabilities that sum to 1', () => {
    tf.tidy(() => {
      const probabilities = likelihood('categorical').mean(output(4));
      expectAllClose(tf.sum(probabilities, -1).dataSync(), new Array(6).fill(1));
    });
  });

  it('splits a learned spread from the last axis', () => {
    tf.tidy(() => {
      const [location, spread] = tf.split(output(8), 2, -1) as [tf.Tensor, tf.Tensor];
      const gaussian = likelihood('gaussian', { variance: 'learned' });
      expect(gaussian.parameters).toBe(2);
      expectAllClose(gaussian.mean(output(8)).dataSync(), location.dataSync());
      expectAllClose(
        gaussian.negativeLogLikelihood(x(), output(8)).dataSync(),
        gaussianNegativeLogLikelihoodPerExample(x(), location, spread).dataSync(),
      );
      expectAllClose(
        likelihood('laplace', { scale: 'learned' }).negativeLogLikelihood(x(), output(8)).dataSync(),
        laplaceNegativeLogLikelihoodPerExample(x(), location, spread).dataSync(),
      );
    });
  });

  it('takes a fixed spread as given, not as a logarithm', () => {
    tf.tidy(() =>
      expectAllClose(
        likelihood('gaussian', { variance: 0.25 }).negativeLogLikelihood(x(), output(4)).dataSync(),
        gaussianNegativeLogLikelihoodPerExample(x(), output(4), Math.log(0.25)).dataSync(),
      ),
    );
  });

  it('says what data it takes', () => {
    for (const name of likelihoodNames) expect(likelihood(name).domain.reason).toContain(name.slice(1));
    expect(likelihood('bernoulli').domain).toMatchObject({ minimum: 0, maximum: 1 });
  });

  it('refuses unknown names and spreads that are not positive', () => {
    expect(() => likelihood('poisson' as LikelihoodName)).toThrow(OptionError);
    expect(() => likelihood('gaussian', { variance: 0 })).toThrow(/variance is 0/);
    expect(() => likelihood('laplace', { scale: -1 })).toThrow(OptionError);
  });
});
