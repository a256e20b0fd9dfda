import { randomSource } from '@autoencoders/backend';
import { type StepContext, useBackend } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import {
  contractivePenalty,
  klSparsityPenalty,
  l1Penalty,
  type PenaltyInputs,
  type PenaltyTerm,
} from '@autoencoders/losses';
import { expectAllClose } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { deterministicModel, deterministicNetworks, deterministicOptions, type Slots } from './index.js';
import { average, columnMeans, denseOutputs, sum } from './testing/double-precision.js';

beforeAll(() => useBackend('cpu'));

const step: StepContext = { step: 0, epoch: 0, training: true, random: randomSource(5, 1) };
const rows = [
  [0.2, 0.7],
  [1, 0.1],
  [0.4, 0.9],
];

type Options = Parameters<(typeof deterministicOptions)['parse']>[0] & object;

/** A network of 2-1-2 with weights made by hand, and its model. */
function small(slots: Slots, options: Options = {}) {
  const parsed = deterministicOptions.parse({
    inputShape: [2],
    latentDim: 1,
    architecture: 'linear',
    ...options,
  });
  const networks = deterministicNetworks(parsed, {});
  tf.tidy(() => {
    networks.encoder.setWeights([tf.tensor2d([0.6, -0.9], [2, 1]), tf.tensor1d([0.5])]);
    networks.decoder.setWeights([tf.tensor2d([[0.9, -0.3]]), tf.tensor1d([0.05, 0.4])]);
  });
  return { networks, model: deterministicModel(networks, parsed, slots) };
}

/** The terms of the loss on the rows. */
function termsOf({ model }: ReturnType<typeof small>, context: StepContext = step): Record<string, number> {
  return tf.tidy(() => {
    const terms = model.phases[0]!.loss({ x: tf.tensor2d(rows) }, context);
    return Object.fromEntries(Object.entries(terms).map(([name, value]) => [name, value.dataSync()[0]!]));
  });
}

/** Halves the inputs and moves them. */
const corruption = (x: tf.Tensor) => tf.add(tf.mul(x, 0.5), 0.1);
const corrupted = rows.map((row) => row.map((value) => 0.5 * value + 0.1));

describe('the loss', () => {
  it('is the reconstruction of the clean input from the corrupted one, and the penalties by weight', () => {
    const target = 0.3;
    const penalties = [
      l1Penalty({ weight: 0.3 }),
      klSparsityPenalty({ weight: 0.7, target }),
      contractivePenalty({ weight: 0.2 }),
      ({ x, output }: PenaltyInputs) => tf.mean(tf.mul(x, output)) as tf.Scalar,
    ];
    const made = small({ corruption, penalties }, { codeActivation: 'sigmoid' });
    const { encoder, decoder } = made.networks;
    const codes = denseOutputs(encoder, corrupted)['encoder-code']!;
    const outputs = denseOutputs(decoder, codes)['decoder-output']!;
    const squaredError = average(outputs, (y, n, j) => (rows[n]![j]! - y) ** 2);
    const l1Sparsity = average(codes, Math.abs);
    const [mean] = columnMeans(codes);
    const klSparsity =
      target * Math.log(target / mean!) + (1 - target) * Math.log((1 - target) / (1 - mean!));
    // The Jacobian is that at the clean input.
    const contraction = average(
      denseOutputs(encoder, rows)['encoder-code']!,
      (h) => (h * (1 - h)) ** 2 * (0.6 ** 2 + 0.9 ** 2),
    );
    const penalty = sum(outputs.map((row, n) => sum(row.map((y, j) => y * rows[n]![j]!)))) / 6;

    const found = termsOf(made);
    const expected = {
      loss: squaredError + 0.3 * l1Sparsity + 0.7 * klSparsity + 0.2 * contraction + penalty,
      squaredError,
      l1Sparsity,
      klSparsity,
      contraction,
      penalty,
    };
    expect(Object.keys(found)).toEqual(Object.keys(expected));
    expectAllClose(Object.values(found), Object.values(expected));
  });

  it('or the likelihood that is named; the squared error of its mean is for validation', () => {
    const made = small({ corruption, penalties: [l1Penalty({ weight: 0.3 })] }, { loss: 'bernoulli' });
    const codes = denseOutputs(made.networks.encoder, corrupted)['encoder-code']!;
    const outputs = denseOutputs(made.networks.decoder, codes)['decoder-output']!;
    const sigmoid = (y: number) => 1 / (1 + Math.exp(-y));
    const negativeLogLikelihood = average(outputs, (y, n, j) => {
      const x = rows[n]![j]!;
      return -x * Math.log(sigmoid(y)) - (1 - x) * Math.log(1 - sigmoid(y));
    });
    const l1Sparsity = average(codes, Math.abs);
    const training = {
      loss: negativeLogLikelihood + 0.3 * l1Sparsity,
      l1Sparsity,
      negativeLogLikelihood,
    };
    const found = termsOf(made);
    expect(Object.keys(found)).toEqual(Object.keys(training));
    expectAllClose(Object.values(found), Object.values(training));

    const squaredError = average(outputs, (y, n, j) => (rows[n]![j]! - sigmoid(y)) ** 2);
    const inValidation = termsOf(made, { ...step, training: false });
    expect(Object.keys(inValidation)).toEqual([...Object.keys(training), 'squaredError']);
    expectAllClose(Object.values(inValidation), [...Object.values(training), squaredError]);
  });

  it('is corrupted in validation as in training, by the draws of the step', () => {
    const made = small({ corruption: { name: 'gaussian', standardDeviation: 0.5 } });
    const found = termsOf(made);
    expect(termsOf(made, { ...step, training: false })).toEqual(found);
    expect(termsOf(made, { ...step, random: randomSource(5, 2) }).loss).not.toBe(found.loss);
    const noise = tf.tidy(() => step.random.normal('corruption', [3, 2]).dataSync());
    const noisy = rows.map((row, n) => row.map((value, j) => value + 0.5 * noise[2 * n + j]!));
    const codes = denseOutputs(made.networks.encoder, noisy)['encoder-code']!;
    const outputs = denseOutputs(made.networks.decoder, codes)['decoder-output']!;
    expectAllClose([found.loss!], [average(outputs, (y, n, j) => (rows[n]![j]! - y) ** 2)]);
  });

  it('has terms that weigh nothing, for the eye', () => {
    const found = termsOf(small({ penalties: [l1Penalty({ weight: 0 })] }));
    expect(found.l1Sparsity).toBeGreaterThan(0);
    expect(found.loss).toBe(found.squaredError);
  });
});

describe('terms', () => {
  const term = (name: string): PenaltyTerm => ({
    name,
    weight: 1,
    layers: [],
    evaluate: () => tf.scalar(1),
  });

  it('have names of their own: a second of the same, or of the name of the loss, has its number', () => {
    const own = () => tf.scalar(2);
    const penalties = [l1Penalty(), own, l1Penalty({ weight: 0.5 }), own, l1Penalty(), term('loss')];
    const found = termsOf(small({ penalties }));
    expect(Object.keys(found)).toEqual([
      'loss',
      'squaredError',
      'l1Sparsity',
      'penalty',
      'l1Sparsity2',
      'penalty2',
      'l1Sparsity3',
      'loss2',
    ]);
    expect(found.loss2).toBe(1);
    expectAllClose([found.loss!], [found.squaredError! + (0.5 + 2e-3) * found.l1Sparsity! + 2 + 2 + 1]);
  });

  it('that name a layer which is not there are refused, with the layers there are', () => {
    const make = () => small({ penalties: [l1Penalty({ layers: ['encoder-hidden-1'] })] });
    expect(make).toThrow(OptionError);
    expect(make).toThrow(
      "there is no layer 'encoder-hidden-1': the layers are code, encoder-input, encoder-code, decoder-input, decoder-output",
    );
  });
});

describe("a caller's penalty", () => {
  it('is given the clean inputs, the code of the corrupted ones, both networks, and draws of its own', () => {
    const seen: Record<string, number[]> = {};
    const note = (name: string, tensor: tf.Tensor) => {
      seen[name] = [...tensor.dataSync()];
    };
    const made = small({
      corruption,
      penalties: [
        ({ x, code, output, encoder, training, ...verbs }) => {
          for (const [name, tensor] of Object.entries({ x, code, output })) note(name, tensor);
          note('activation', verbs.activation('code'));
          note('encoded', verbs.encode(x));
          note('decoded', verbs.decode(code));
          note('drawn', verbs.normal('mine', [3]));
          expect(encoder.name).toBe('encoder');
          expect(training).toBe(true);
          return tf.scalar(0);
        },
      ],
    });
    termsOf(made);
    const { encoder, decoder } = made.networks;
    const codes = denseOutputs(encoder, corrupted)['encoder-code']!;
    expectAllClose(seen.x!, rows.flat());
    expectAllClose(seen.code!, codes.flat());
    expectAllClose(seen.output!, denseOutputs(decoder, codes)['decoder-output']!.flat());
    expectAllClose(seen.encoded!, denseOutputs(encoder, rows)['encoder-code']!.flat());
    expect(seen.activation).toEqual(seen.code);
    expect(seen.decoded).toEqual(seen.output);
    const [drawn, corrupting] = tf.tidy(() =>
      ['penalty/mine', 'corruption'].map((purpose) => [...step.random.normal(purpose, [3]).dataSync()]),
    );
    expect(seen.drawn).toEqual(drawn);
    expect(seen.drawn).not.toEqual(corrupting);
  });

  it('that asks for a layer it does not name is told how to name it', () => {
    const penalties = [({ activation }: PenaltyInputs) => tf.mean(activation('encoder-input')) as tf.Scalar];
    expect(() => termsOf(small({ penalties }))).toThrow(/'encoder-input' is not at hand.*'layers'/);
  });
});
