import { checkpoint, cosineDecay, fit, memoryCheckpoints, useBackend } from '@autoencoders/core';
import { arrayDataset, type Rows } from '@autoencoders/data';
import { AutoencoderError, NumericalError } from '@autoencoders/errors';
import { maximumMeanDiscrepancy } from '@autoencoders/losses';
import { expectAllClose, expectNoLeak, momentsOf, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type GeneratorOptions, generator } from '../index.js';
import { identity } from '../testing/identity.js';
import { ring } from '../testing/ring.js';

beforeAll(() => useBackend('wasm'));

/** The squared distance of two samples in the plane, by kernels of several widths. */
function discrepancy(a: Rows, b: Rows): number {
  return tf.tidy(() => {
    const [x, y] = [a, b].map(({ values }) => tf.tensor2d(values, [values.length / 2, 2]));
    return maximumMeanDiscrepancy(x!, y!, { scales: [0.1, 0.5, 2, 8] }).dataSync()[0]!;
  });
}

const rowsOfRing = (count: number, seed: number): Rows => ({
  values: ring(count, seed).values([...Array(count).keys()]),
  shape: [count, 2],
});

describe('a second stage', () => {
  it('learns codes on a ring, which no Gaussian comes near', async () => {
    const data = ring(1024);
    const real = rowsOfRing(1000, 77);
    const generate = generator(identity(), {
      sampler: 'two-stage',
      hidden: [48, 48],
      annealingSteps: 40,
      seed: 1,
    });
    await generate.fit(data, { epochs: 50, learningRate: cosineDecay(5e-3, 400), seed: 1 });
    const standard = generator(identity(), { sampler: 'standard-normal' });
    const gaussian = generator(identity(), { components: 1 });
    await gaussian.fit(data);
    const [ofSecond, ofGaussian, ofStandard] = [
      discrepancy(await generate.sampleCodes(1000), real),
      discrepancy(await gaussian.sampleCodes(1000), real),
      discrepancy(await standard.sampleCodes(1000), real),
    ];
    expect(ofSecond).toBeLessThan(0.3 * ofGaussian!);
    expect(ofSecond).toBeLessThan(0.1 * ofStandard!);

    // And its density is one: over a grid, it adds up to 1.
    const grid: number[] = [];
    for (let x = -4; x < 6; x += 0.25) for (let y = -6; y < 4; y += 0.25) grid.push(x, y);
    const codes = { values: Float32Array.from(grid), shape: [grid.length / 2, 2] };
    const densities = await generate.logDensity(codes);
    const total = densities.reduce((sum, log) => sum + Math.exp(log) * 0.25 ** 2, 0);
    expect(Math.abs(total - 1)).toBeLessThan(0.15);
    generate.dispose();
  });

  it('brings codes of any scale to one, and back', async () => {
    // Correlated, off-centre, of deviations 0.01 and 100; a third column without any.
    const noise = testValues(3000, -1, 1);
    const x = Float32Array.from({ length: 3000 }, (_, i) => {
      const row = i - (i % 3);
      return [3 + 0.01 * noise[row]!, -500 + 100 * (noise[row]! + 0.5 * noise[row + 1]!), 7][i % 3]!;
    });
    const data = arrayDataset({ x, shape: [3] });
    const generate = generator(identity(3), { sampler: 'two-stage', hidden: [32], annealingSteps: 60 });
    await generate.fit(data, { epochs: 30, learningRate: 5e-3 });
    const expected = momentsOf({ values: x, shape: [1000, 3] });
    const found = momentsOf(await generate.sampleCodes(2000));
    const deviation = (of: typeof found, j: number) => Math.sqrt(of.covariance[4 * j]!);
    for (const j of [0, 1]) {
      expect(Math.abs(found.mean[j]! - expected.mean[j]!) / deviation(expected, j)).toBeLessThan(0.3);
      expect(deviation(found, j) / deviation(expected, j)).toBeGreaterThan(0.75);
      expect(deviation(found, j) / deviation(expected, j)).toBeLessThan(1.25);
    }
    const correlation = (of: typeof found) => of.covariance[1]! / deviation(of, 0) / deviation(of, 1);
    expect(Math.abs(correlation(found) - correlation(expected))).toBeLessThan(0.15);
    expect(Math.abs(found.mean[2]! - 7)).toBeLessThan(0.1);
    generate.dispose();
  });

  it('goes on from a checkpoint as if it had not been interrupted', async () => {
    const options = { sampler: 'two-stage', hidden: [8], seed: 2 } satisfies GeneratorOptions;
    const run = async (epochs: number, store = memoryCheckpoints()) => {
      const generate = generator(identity(), options);
      await generate.fit(ring(100), {
        epochs,
        learningRate: 1e-3,
        callbacks: [checkpoint({ store })],
        resume: store,
      });
      const drawn = await generate.sample(10);
      generate.dispose();
      return { drawn, store };
    };
    const whole = await run(4);
    const { store } = await run(2);
    expect((await run(4, store)).drawn).toEqual(whole.drawn);
  });

  it('is trained by core’s fit once its own has brought the codes to one scale', async () => {
    const generate = generator(identity(), { sampler: 'two-stage', hidden: [8] });
    await expectNoLeak(async () => {
      await expect(fit(generate, ring(50), { epochs: 1 })).rejects.toThrow(AutoencoderError);
    });
    await generate.fit(ring(50), { epochs: 0 });
    const history = await fit(generate, ring(50), { epochs: 1 });
    expect(Object.keys(history.epochs[0]!.terms)).toContain('second-stage/kl');
    generate.dispose();
  });

  it('cannot draw from what a training has broken', async () => {
    const generate = generator(identity(), { sampler: 'two-stage', hidden: [8] });
    await generate.fit(ring(50), { epochs: 1 });
    await expect(generate.fit(ring(50), { epochs: 20, learningRate: 1e30 })).rejects.toThrow(NumericalError);
    expect(generate.fitted).toBe(false);
    generate.dispose();
  });

  it('keeps the signal’s end: what was trained so far can be drawn from', async () => {
    const abort = new AbortController();
    const generate = generator(identity(), { sampler: 'two-stage', hidden: [8] });
    const { history } = await generate.fit(ring(256), {
      epochs: 100,
      callbacks: [{ onStep: ({ step }) => (step === 3 ? abort.abort() : undefined) }],
      signal: abort.signal,
    });
    expect(history!.epochs.length).toBeLessThan(100);
    expect((await generate.sample(2)).shape).toEqual([2, 2]);
    generate.dispose();
  });

  it('has the bound as test figures, in the units of the codes', async () => {
    const generate = generator(identity(), { sampler: 'two-stage', hidden: [16] });
    await generate.fit(ring(200), { epochs: 5 });
    const step = { step: 0, epoch: 0, training: false };
    const { randomSource } = await import('@autoencoders/backend');
    const x = tf.tensor2d([[2, 0.5]]);
    const figures = tf.tidy(() => {
      const found = generate.figures({ x }, { ...step, random: randomSource(1) });
      return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, value.dataSync()[0]!]));
    });
    expectAllClose([figures.codeNegativeElbo!], [figures.codeReconstruction! + figures.codeKl!], {
      relative: 1e-5,
    });
    // Averaged over draws, the bound is below the density that importance weighting tightens.
    let bound = 0;
    for (let seed = 0; seed < 50; seed++) {
      const found = tf.tidy(() => generate.figures({ x }, { ...step, random: randomSource(seed) }));
      bound -= found.codeNegativeElbo!.dataSync()[0]! / 50;
      tf.dispose(found);
    }
    const [density] = await generate.logDensity(x);
    expect(density).toBeGreaterThan(bound - 0.05);
    expect(density! - bound).toBeLessThan(2);
    x.dispose();
    generate.dispose();
  });
});
