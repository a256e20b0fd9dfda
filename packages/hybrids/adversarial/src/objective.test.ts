import { randomSource, useBackend } from '@autoencoders/backend';
import type { Autoencoder } from '@autoencoders/core';
import { expectAllClose } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  adversarialAutoencoder,
  clusteringAdversarialAutoencoder,
  semiSupervisedAdversarialAutoencoder,
} from './index.js';
import {
  type Linear,
  mean,
  networkOf,
  outputOf,
  softmax,
  softplus,
  squaredDistance,
} from './testing/by-hand.js';

beforeAll(() => useBackend('wasm'));

const rows = [
  [0.2, 0.9],
  [0.7, 0.1],
  [0.4, 0.5],
];
const context = { step: 0, epoch: 0, training: true, random: randomSource(3) };

/** The terms of each phase on the rows, by `phase/term`. */
function termsOf(model: Autoencoder, y?: readonly number[], training = true): Record<string, number> {
  return tf.tidy(() => {
    const batch = { x: tf.tensor2d(rows), ...(y ? { y: tf.tensor1d([...y], 'int32') } : {}) };
    return Object.fromEntries(
      model.phases.flatMap(({ name, loss }) =>
        Object.entries(loss(batch, { ...context, training })).map(([term, value]) => [
          `${name}/${term}`,
          value.dataSync()[0]!,
        ]),
      ),
    );
  });
}

const real = (draw: () => tf.Tensor) => tf.tidy(() => draw().arraySync()) as number[][];

/** What a discriminator lowers, and what plays against it. */
const judged = (logits: Linear, shown: number[][]) => shown.map((row) => outputOf(logits, row)[0]!);
const discriminatorLoss = (logits: Linear, reals: number[][], fakes: number[][]) =>
  mean(judged(logits, reals).map((s) => softplus(-s))) + mean(judged(logits, fakes).map(softplus));
const generatorLoss = (logits: Linear, fakes: number[][]) =>
  mean(judged(logits, fakes).map((s) => softplus(-s)));

const encoder: Linear = {
  inputs: [2],
  kernel: [
    [0.8, -1.1],
    [0.3, 0.6],
  ],
  bias: [0.1, -0.2],
};
const decoder: Linear = {
  inputs: [2],
  kernel: [
    [0.5, 0.2],
    [-0.7, 0.9],
  ],
  bias: [0, 0.3],
};

describe('the objective is the paper’s, worked by hand', () => {
  it.each([undefined, 3])('with classes: %s', (classes) => {
    const beside = classes === undefined ? [] : [classes + 1];
    const discriminator: Linear = {
      inputs: [2, ...beside],
      kernel: [[1.2], [-0.5], [0.3], [-0.8], [0.1], [0.6]].slice(0, classes === undefined ? 2 : 6),
      bias: [0.2],
    };
    const model = adversarialAutoencoder({
      inputShape: [2],
      latentDim: 2,
      ...(classes === undefined ? {} : { classes, prior: 'mixture' }),
      encoder: networkOf('encoder', encoder),
      decoder: networkOf('decoder', decoder),
      discriminator: networkOf('discriminator', discriminator),
    });
    const labels = [2, -1, 0];
    const place = [
      [0, 0, 1, 0],
      [0, 0, 0, 1],
      [1, 0, 0, 0],
    ];
    const withLabel = (codes: number[][]) =>
      codes.map((code, at) => (classes === undefined ? code : [...code, ...place[at]!]));
    const codes = rows.map((row) => outputOf(encoder, row));
    const draws = real(() =>
      classes === undefined
        ? context.random.normal('prior', [3, 2])
        : model.samplePrior(3, context.random, labels),
    );
    const terms = termsOf(model, classes === undefined ? undefined : labels);
    expectAllClose(
      [terms['reconstruction/loss']!, terms['discriminator/loss']!, terms['regularization/loss']!],
      [
        mean(codes.map((code, at) => squaredDistance(outputOf(decoder, code), rows[at]!))),
        discriminatorLoss(discriminator, withLabel(draws), withLabel(codes)),
        generatorLoss(discriminator, withLabel(codes)),
      ],
    );
    model.dispose();
  });

  const heads: Linear = {
    inputs: [2],
    kernel: [
      [0.8, -1.1, 0.4, 0.9],
      [0.3, 0.6, -0.2, -1],
    ],
    bias: [0.1, -0.2, 0.3, 0],
  };
  const wide: Linear = { inputs: [4], kernel: [...decoder.kernel, [0.4, -0.3], [0.2, 0.8]], bias: [0.1, 0] };
  const ofStyle: Linear = { inputs: [1], kernel: [[0.9]], bias: [-0.1] };
  const ofCategory: Linear = { inputs: [3], kernel: [[0.6], [-0.4], [1.1]], bias: [0.2] };
  const networks = () => ({
    encoder: networkOf('encoder', heads, [3, 1]),
    decoder: networkOf('decoder', wide),
    styleDiscriminator: networkOf('styleDiscriminator', ofStyle),
  });
  const logits = rows.map((row) => outputOf(heads, row).slice(0, 3));
  const probabilities = logits.map(softmax);
  const styles = rows.map((row) => outputOf(heads, row).slice(3));
  const options = { inputShape: [2], latentDim: 1, gradientPenalty: 'none' as const };

  /** What both models of a category and a style lower. */
  function expectShared(model: Autoencoder, terms: Record<string, number>, category: string) {
    const draws = real(() => model.samplePrior!(3, context.random));
    const [labels, drawn] = [draws.map((row) => row.slice(0, 3)), draws.map((row) => row.slice(3))];
    expect(labels.every((row) => row.filter((value) => value === 1).length === 1)).toBe(true);
    const codes = probabilities.map((row, at) => [...row, ...styles[at]!]);
    expectAllClose(
      [
        terms['reconstruction/loss']!,
        terms['styleDiscriminator/loss']!,
        terms[`${category}/loss`]!,
        terms['regularization/style']!,
        terms['regularization/category']!,
        terms['regularization/loss']!,
      ],
      [
        mean(codes.map((code, at) => squaredDistance(outputOf(wide, code), rows[at]!))),
        discriminatorLoss(ofStyle, drawn, styles),
        discriminatorLoss(ofCategory, labels, probabilities),
        generatorLoss(ofStyle, styles),
        generatorLoss(ofCategory, probabilities),
        generatorLoss(ofStyle, styles) + generatorLoss(ofCategory, probabilities),
      ],
    );
    const encoded = real(() => model.encode(tf.tensor2d(rows)));
    expectAllClose(encoded.flat(), codes.flat());
  }

  it('semi-supervised; only labelled examples count for the classification', () => {
    const model = semiSupervisedAdversarialAutoencoder({
      ...options,
      classes: 3,
      ...networks(),
      classDiscriminator: networkOf('classDiscriminator', ofCategory),
    });
    const terms = termsOf(model, [1, -1, 0]);
    expectShared(model, terms, 'classDiscriminator');
    const crossEntropy = -mean([probabilities[0]![1]!, probabilities[2]![0]!].map(Math.log));
    expectAllClose([terms['classification/loss']!, terms['classification/labelled']!], [crossEntropy, 2 / 3]);
    const best = logits.map((row) => row.indexOf(Math.max(...row)));
    const judgedTerms = termsOf(model, [(best[0]! + 1) % 3, -1, best[2]!], false);
    expectAllClose([judgedTerms['classification/error']!], [0.5]);
    expect(termsOf(model, [-1, -1, -1])['classification/loss']).toBe(0);
    expectAllClose(real(() => model.classify(tf.tensor2d(rows))).flat(), probabilities.flat());
    model.dispose();
  });

  it('clustering', () => {
    const model = clusteringAdversarialAutoencoder({
      ...options,
      clusters: 3,
      ...networks(),
      clusterDiscriminator: networkOf('clusterDiscriminator', ofCategory),
    });
    expectShared(model, termsOf(model), 'clusterDiscriminator');
    expect(model.phases.map(({ name }) => name)).not.toContain('classification');
    tf.tidy(() => {
      const x = tf.tensor2d(rows);
      expect([...model.assign(x).dataSync()]).toEqual(logits.map((row) => row.indexOf(Math.max(...row))));
      expectAllClose(model.probabilities(x).dataSync(), probabilities.flat());
    });
    model.dispose();
  });
});
