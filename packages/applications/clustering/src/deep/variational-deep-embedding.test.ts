import { gaussianMixture, responsibilities } from '@autoencoders/classical';
import { encode, useBackend } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import { expectAllClose } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { identity } from '../testing/identity.js';
import { deepBlobs, pretrained, smallVariational } from './testing/pretrained.js';
import { variationalDeepEmbedding } from './variational-deep-embedding.js';

beforeAll(() => useBackend('cpu'));

it('starts from the mixture of the codes: its probabilities are the responsibilities', async () => {
  const { data } = deepBlobs(3, 20, 2.5);
  const model = await pretrained(smallVariational(), data);
  const application = variationalDeepEmbedding(model, { clusters: 3, restarts: 2, seed: 6 });
  await application.start(data);
  const codes = await encode(model, data);
  const mixture = gaussianMixture(codes, { components: 3, covariance: 'diagonal', restarts: 2, seed: 6 });
  const { values } = await application.probabilities(data);
  expectAllClose(values, responsibilities(codes, mixture).values, { relative: 1e-3, absolute: 1e-5 });
  expect((await application.centroids()).values).toEqual(mixture.means.values);
  application.dispose();
  model.dispose();
});

it('its loss is the bound of the paper, written term by term in double precision', async () => {
  const { data, points } = deepBlobs(3, 20, 2.5);
  const model = await pretrained(smallVariational(), data);
  const application = variationalDeepEmbedding(model, { clusters: 2, restarts: 1 });
  await application.start(data);
  const some = points.slice(0, 5);
  const noise = some.map((_, i) => [0.3 - 0.2 * i, 0.1 * i]);
  const found = tf.tidy(() => {
    const x = tf.tensor2d(some);
    const random = { seed: 0, step: 0, normal: () => tf.tensor2d(noise), uniform: () => tf.zeros([1]) };
    const terms = application.phases[0]!.loss({ x }, { step: 0, epoch: 0, training: true, random });
    const { mean, logVariance } = model.posterior(x);
    const z = tf.add(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), tf.tensor2d(noise)));
    return {
      loss: terms.loss.dataSync()[0]!,
      likelihood: [...model.negativeLogLikelihood(x, z).dataSync()],
      mean: mean.arraySync() as number[][],
      logVariance: logVariance.arraySync() as number[][],
    };
  });
  const read = (name: string) => [...application.state[name]!.dataSync()];
  const [logits, means, logVariances] = [read('logits'), read('means'), read('logVariances')];
  const weights = logits.map(
    (logit) => Math.exp(logit) / logits.reduce((sum, other) => sum + Math.exp(other), 0),
  );
  const bound = some.map((_, i) => {
    const [m, s] = [found.mean[i]!, found.logVariance[i]!];
    const z = m.map((value, l) => value + Math.exp(s[l]! / 2) * noise[i]![l]!);
    const joint = weights.map((weight, c) =>
      z.reduce((product, value, l) => {
        const variance = Math.exp(logVariances[2 * c + l]!);
        const exponent = -((value - means[2 * c + l]!) ** 2) / (2 * variance);
        return (product * Math.exp(exponent)) / Math.sqrt(2 * Math.PI * variance);
      }, weight),
    );
    const gamma = joint.map((value) => value / (joint[0]! + joint[1]!));
    // As the paper writes it, line by line.
    let sum = -found.likelihood[i]!;
    for (const c of [0, 1]) {
      for (const l of [0, 1]) {
        const v = logVariances[2 * c + l]!;
        sum -= (gamma[c]! / 2) * (v + Math.exp(s[l]! - v) + (m[l]! - means[2 * c + l]!) ** 2 / Math.exp(v));
      }
      sum += gamma[c]! * Math.log(weights[c]! / gamma[c]!);
    }
    return sum + s.reduce((half, value) => half + (1 + value) / 2, 0);
  });
  expectAllClose([found.loss], [-bound.reduce((a, b) => a + b) / 5], { relative: 1e-4 });
  application.dispose();
  model.dispose();
});

it('asks for a posterior, and says so', () => {
  const model = identity();
  const before = tf.memory().numTensors;
  expect(() => variationalDeepEmbedding(model as never, { clusters: 2 })).toThrow(OptionError);
  expect(() => variationalDeepEmbedding(model as never, { clusters: 2 })).toThrow("has no 'posterior'");
  expect(tf.memory().numTensors).toBe(before);
  model.dispose();
});
