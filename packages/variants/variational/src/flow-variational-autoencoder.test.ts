import { type RandomSource, randomSource } from '@autoencoders/backend';
import { fit, load, memoryStore, save, useBackend, variablesOf } from '@autoencoders/core';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { logMeanExp } from '@autoencoders/metrics';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { flowVariationalAutoencoder, variationalAutoencoder } from './index.js';
import {
  bestDiagonal,
  correlated,
  correlatedData,
  gapOfDiagonal,
  logEvidence,
} from './testing/correlated-model.js';
import { assignTestValues, stepOf } from './testing/gradient-estimates.js';

beforeAll(() => useBackend('cpu'));

const small = { inputShape: [5], latentDim: 3, hidden: [6], flowHidden: 7, activation: 'tanh' as const };

/** A small model whose flow is far from the identity. */
function bentModel(flows = 2) {
  const model = flowVariationalAutoencoder({ ...small, flows });
  assignTestValues(variablesOf(model.networks.flow), -1.5, 1.5, 4);
  return model;
}

describe('the posterior', () => {
  it('has the density that the change of variables says', () => {
    const model = bentModel();
    tf.tidy(() => {
      const context = tf.tensor2d([[0.3, -0.6, 0.9]]);
      const start = tf.tensor2d([[0.5, -1.1, 0.8]]);
      const image = (z: tf.Tensor) => model.networks.flow.apply([z, context]) as [tf.Tensor, tf.Tensor];
      const rows = [0, 1, 2].map((d) => [
        ...tf
          .grad((z) => tf.sum(tf.slice(image(z)[0], [0, d], [1, 1])))(start)
          .dataSync(),
      ]);
      const [a, b, c] = rows as [number[], number[], number[]];
      const minor = (i: number, j: number) => b[i]! * c[j]! - b[j]! * c[i]!;
      const determinant = a[0]! * minor(1, 2) - a[1]! * minor(0, 2) + a[2]! * minor(0, 1);
      expectAllClose([tf.sum(image(start)[1]).dataSync()[0]!], [Math.log(Math.abs(determinant))]);
    });
    model.dispose();
  });

  it('changes each dimension by those before it alone, in one step', () => {
    const model = bentModel(1);
    tf.tidy(() => {
      const context = tf.tensor2d([[0.3, -0.6, 0.9]]);
      const image = (z: tf.Tensor) => (model.networks.flow.apply([z, context]) as tf.Tensor[])[0]!;
      for (const d of [0, 1, 2]) {
        const of = tf.grad((z) => tf.sum(tf.slice(image(z), [0, d], [1, 1])));
        const slopes = [...of(tf.tensor2d([[0.5, -1.1, 0.8]])).dataSync()];
        expect(slopes.map((slope) => slope !== 0)).toEqual([0, 1, 2].map((other) => other <= d));
      }
    });
    model.dispose();
  });

  it('is drawn from with its density, the same for the same seed; the code is where no noise leads', async () => {
    const model = bentModel();
    const x = tf.tensor2d(testValues(20, 0, 1), [4, 5]);
    await expectNoLeak(() => tf.dispose({ ...model.drawPosterior(x, randomSource(1)) }));
    tf.tidy(() => {
      const draw = (random: RandomSource) => {
        const { z, logDensity } = model.drawPosterior(x, random);
        expect(z.shape).toEqual([4, 3]);
        expect(logDensity.shape).toEqual([4]);
        return [...z.dataSync(), ...logDensity.dataSync()];
      };
      expect(draw(randomSource(1))).toEqual(draw(randomSource(1)));
      expect(draw(randomSource(1))).not.toEqual(draw(randomSource(2)));
      const still = {
        ...randomSource(1),
        normal: (_: string, shape: readonly number[]) => tf.zeros([...shape]),
      };
      expect(draw(still).slice(0, 12)).toEqual([...model.encode(x).dataSync()]);
    });
    x.dispose();
    model.dispose();
  });
});

describe('where the codes of the exact posterior depend on each other', () => {
  const { out, outBias, variance } = correlated;
  const linear = { inputShape: [2], latentDim: 2, hidden: [], likelihood: 'gaussian' as const, variance };
  const decoderWeights = () => [tf.tensor2d(out.map((row) => [...row])), tf.tensor1d([...outBias])];

  /** Nats between the evidence of data and the bound, over many draws. */
  function gap(model: Pick<ReturnType<typeof variationalAutoencoder>, 'figures'>, data: tf.Tensor2D): number {
    return tf.tidy(() => {
      const x = tf.tile(data, [40, 1]);
      const { negativeElbo } = model.figures({ x }, { ...stepOf(9), training: false });
      const evidence = (data.arraySync() as number[][]).reduce((sum, row) => sum + logEvidence(row), 0);
      return evidence / data.shape[0] + tf.mean(negativeElbo!).dataSync()[0]!;
    });
  }

  it('weighs draws so that they add up to the evidence, whatever the flow does', () => {
    const model = flowVariationalAutoencoder({ ...linear, flows: 2, flowHidden: 8, activation: 'tanh' });
    const { encoder, flow, decoder } = model.networks;
    assignTestValues(variablesOf(flow), -0.4, 0.8, 6);
    tf.tidy(() => {
      // Draws wider than the exact posterior, so that no weight outdoes all others.
      const { kernel, bias } = bestDiagonal();
      const zeros = tf.zeros([2, 2]);
      const wide = tf.fill([2], 2);
      encoder.setWeights([tf.tensor2d(kernel), tf.tensor1d(bias), zeros, wide, zeros, tf.ones([2])]);
      decoder.setWeights(decoderWeights());
      const row = [0.4, -0.3];
      const x = tf.tile(tf.tensor2d([row]), [40_000, 1]);
      const { negativeElbo } = model.figures({ x }, { ...stepOf(5), training: false });
      const [mean] = logMeanExp(tf.neg(negativeElbo!)).dataSync();
      expect(Math.abs(mean! - logEvidence(row))).toBeLessThan(0.02);
    });
    model.dispose();
  });

  it('the best diagonal one is below the evidence by the known gap, and a flow comes closer', async () => {
    const data = correlatedData(256);
    const diagonal = variationalAutoencoder(linear);
    const flow = flowVariationalAutoencoder({ ...linear, flows: 2, flowHidden: 8, activation: 'tanh' });
    tf.tidy(() => {
      const { kernel, bias, logVariance } = bestDiagonal();
      diagonal.networks.encoder.setWeights([
        tf.tensor2d(kernel),
        tf.tensor1d(bias),
        tf.zeros([2, 2]),
        tf.tensor1d(logVariance),
      ]);
      for (const { networks } of [diagonal, flow]) networks.decoder.setWeights(decoderWeights());
    });
    expect(gapOfDiagonal).toBeGreaterThan(0.9);
    expect(Math.abs(gap(diagonal, data) - gapOfDiagonal)).toBeLessThan(0.02);

    const phase = { ...flow.phases[0]!, variables: variablesOf(flow.networks.encoder, flow.networks.flow) };
    await fit({ ...flow, phases: [phase] }, data, { epochs: 40, batchSize: 64, learningRate: 0.03, seed: 1 });
    const found = gap(flow, data);
    expect(found).toBeGreaterThan(-0.02);
    expect(found).toBeLessThan(gapOfDiagonal / 2);
    data.dispose();
    diagonal.dispose();
    flow.dispose();
  });
});

it('takes a flow of the caller, saves it and brings it back', async () => {
  const { networks } = bentModel(3);
  const model = flowVariationalAutoencoder({ ...small, flow: networks.flow });
  const store = memoryStore();
  await save(model, store);
  const loaded = await load(store, [flowVariationalAutoencoder]);
  const x = tf.tensor2d(testValues(10, 0, 1), [2, 5]);
  const codes = (of: typeof model) => [...tf.tidy(() => of.encode(x).dataSync())];
  expect(codes(loaded)).toEqual(codes(model));
  const create = () => flowVariationalAutoencoder({ ...small, latentDim: 2, flow: networks.flow });
  expect(create).toThrow(ShapeError);
  expect(create).toThrow("the network 'flow' takes [3] and [3], it must take [2] and [2]");
});

it.each<[Record<string, unknown>, RegExp]>([
  [{ flows: 0 }, /flows is 0/],
  [{ flowHidden: 1.5 }, /flowHidden is 1.5/],
  [{ freeBits: 1 }, /freeBits/],
])('refuses %j', (options, message) => {
  const create = () => flowVariationalAutoencoder({ inputShape: [6], ...options });
  expect(create).toThrow(OptionError);
  expect(create).toThrow(message);
});
