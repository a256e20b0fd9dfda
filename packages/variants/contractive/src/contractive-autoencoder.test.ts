import { randomSource } from '@autoencoders/backend';
import { fit, type StepContext, useBackend } from '@autoencoders/core';
import { digits } from '@autoencoders/data';
import { OptionError } from '@autoencoders/errors';
import { expectAllClose, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { contractiveAutoencoder } from './index.js';

type Options = Parameters<typeof contractiveAutoencoder>[0];
type Model = ReturnType<typeof contractiveAutoencoder>;

const step: StepContext = { step: 0, epoch: 0, training: true, random: randomSource(3, 1) };
const sigmoid = (a: number) => 1 / (1 + Math.exp(-a));
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The terms of a model's loss on rows. */
function termsOf(model: Model, rows: readonly (readonly number[])[]): Record<string, number> {
  return tf.tidy(() => {
    const terms = model.phases[0]!.loss({ x: tf.tensor2d(rows.map((row) => [...row])) }, step);
    return Object.fromEntries(Object.entries(terms).map(([name, value]) => [name, value.dataSync()[0]!]));
  });
}

describe('the loss of a sigmoid layer', () => {
  const [inputs, units, weight] = [4, 3, 0.7];
  const rows = [1, 2, 3].map((seed) => [...testValues(inputs, 0, 1, seed)]);
  const kernel = testValues(inputs * units, -1, 1, 7);
  const bias = testValues(units, -0.5, 0.5, 8);
  const outwards = testValues(units * inputs, -1, 1, 9);
  const offset = testValues(inputs, 0, 0.5, 10);

  const sumsOf = (x: ArrayLike<number>) =>
    Array.from(bias, (start, j) => sum(Array.from(x, (value, i) => value * kernel[i * units + j]!)) + start);
  const encode = (x: ArrayLike<number>) => sumsOf(x).map(sigmoid);
  const squaredError =
    sum(
      rows.flatMap((row) => {
        const h = encode(row);
        return row.map((x, i) => (x - offset[i]! - sum(h.map((a, j) => a * outwards[j * inputs + i]!))) ** 2);
      }),
    ) / rows.length;
  /** Rifai et al. 2011a: `Σ_j (h_j (1 - h_j))² Σ_i W_ij²`. */
  const contraction =
    sum(
      rows.flatMap((row) =>
        encode(row).map(
          (h, j) => (h * (1 - h)) ** 2 * sum(rows[0]!.map((_, i) => kernel[i * units + j]! ** 2)),
        ),
      ),
    ) / rows.length;

  const made = (more: Partial<Options> = {}) => {
    const model = contractiveAutoencoder({ inputShape: [inputs], latentDim: units, weight, ...more });
    tf.tidy(() => {
      model.networks.encoder.setWeights([tf.tensor2d(kernel, [inputs, units]), tf.tensor1d(bias)]);
      model.networks.decoder.setWeights([tf.tensor2d(outwards, [units, inputs]), tf.tensor1d(offset)]);
    });
    return model;
  };

  it('by hand is that of the formula and of the definition', () => {
    const norms = rows.map((row) =>
      sum(
        encode(row).map((_, j) => sum([...finiteDifferences((at) => encode(at)[j]!, row)].map((d) => d * d))),
      ),
    );
    expectAllClose([contraction], [sum(norms) / rows.length], { relative: 1e-8 });
  });

  describe.each(['cpu', 'wasm'] as const)('on %s', (engine) => {
    beforeAll(() => useBackend(engine));

    it.each(['auto', 'closedForm', 'exact'] as const)('is that of double precision (%s)', (method) => {
      const model = made({ method });
      const found = termsOf(model, rows);
      expect(Object.keys(found)).toEqual(['loss', 'squaredError', 'contraction']);
      expectAllClose(Object.values(found), [squaredError + weight * contraction, squaredError, contraction]);
      model.dispose();
    });

    it('has the curvature beside it where it has a weight', () => {
      const [samples, sigma] = [2, 0.5];
      const model = made({ curvatureWeight: 3, curvatureNoise: sigma, curvatureSamples: samples });
      const shape = [samples * rows.length, inputs];
      const noise = tf.tidy(() => step.random.normal('penalty/curvature-noise', shape).dataSync());
      const slopes = (x: readonly number[]) => encode(x).map((h) => h * (1 - h));
      const changes = [...rows, ...rows].map((row, n) => {
        const there = slopes(row.map((x, i) => x + sigma * noise[n * inputs + i]!));
        return sum(
          slopes(row).map(
            (slope, j) => (slope - there[j]!) ** 2 * sum(row.map((_, i) => kernel[i * units + j]! ** 2)),
          ),
        );
      });
      const curvature = sum(changes) / changes.length;
      const found = termsOf(model, rows);
      expect(Object.keys(found)).toEqual(['loss', 'squaredError', 'contraction', 'curvature']);
      expectAllClose(
        [found.loss!, found.curvature!],
        [squaredError + weight * contraction + 3 * curvature, curvature],
      );
      model.dispose();
    });
  });
});

describe('training on the digits', () => {
  beforeAll(() => useBackend('wasm'));

  const trained = async (options: Partial<Options>) => {
    const model = contractiveAutoencoder({ inputShape: [8, 8, 1], latentDim: 32, ...options });
    const settings = { epochs: 6, batchSize: 64, seed: 1, learningRate: 3e-3 };
    const { epochs } = await fit(model, digits(), settings);
    model.dispose();
    const terms = epochs.map((record) => record.terms);
    return { first: terms[0]!, last: terms.at(-1)! };
  };

  it('makes the Jacobian smaller, the more the weight', async () => {
    const [free, some, more] = [
      await trained({ weight: 0 }),
      await trained({ weight: 0.1 }),
      await trained({ weight: 1 }),
    ];
    const [none, less, least] = [free, some, more].map(({ last }) => last['reconstruction/contraction']!);
    expect(less).toBeLessThan(0.8 * none!);
    expect(least).toBeLessThan(0.5 * less!);
    // For nothing in return: what is reconstructed gets worse.
    const [near, further, far] = [free, some, more].map(({ last }) => last['reconstruction/squaredError']!);
    expect(near).toBeLessThan(further!);
    expect(further).toBeLessThan(far!);
    for (const { first, last } of [free, some, more]) {
      expect(last['reconstruction/loss']).toBeLessThan(first['reconstruction/loss']!);
    }
  });

  it('logs the curvature, and makes it smaller by its weight', async () => {
    const curvature = async (curvatureWeight: number) =>
      (await trained({ curvatureWeight, curvatureSamples: 1 })).last['reconstruction/curvature']!;
    const [little, much] = [await curvature(1e-6), await curvature(50)];
    expect(little).toBeGreaterThan(0);
    expect(much).toBeLessThan(0.7 * little);
  });
});

describe('options', () => {
  beforeAll(() => useBackend('cpu'));

  it.each<[object, string]>([
    [{ weight: -1 }, 'weight is -1'],
    [{ method: 'power' }, 'method is "power"'],
    [{ projections: 0 }, 'projections is 0'],
    [{ curvatureWeight: -1 }, 'curvatureWeight is -1'],
    [{ curvatureNoise: 0 }, 'curvatureNoise is 0'],
    [{ curvatureSamples: 0.5 }, 'curvatureSamples is 0.5'],
    [{ corruption: 'noise' }, 'corruption is "noise": give one of gaussian, masking'],
    [{ lambda: 1 }, 'Unrecognized key: "lambda"'],
  ])('that are impossible are named (%#)', (options, message) => {
    const create = () => contractiveAutoencoder({ inputShape: [4], ...options });
    expect(create).toThrow(OptionError);
    expect(create).toThrow(`options of 'contractive': `);
    expect(create).toThrow(message);
  });

  it('that ask for a closed form of two layers are refused, with the layers', () => {
    const model = contractiveAutoencoder({
      inputShape: [4],
      latentDim: 3,
      hidden: [5],
      method: 'closedForm',
    });
    const loss = () => termsOf(model, [[0, 0, 0, 0]]);
    expect(loss).toThrow(OptionError);
    expect(loss).toThrow(/'encoder' has InputLayer, Dense, Dense; choose 'exact' or 'projections'/);
    model.dispose();
  });
});
