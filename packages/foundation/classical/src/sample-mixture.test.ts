import { OptionError, ShapeError } from '@autoencoders/errors';
import { momentsOf } from '@autoencoders/testing';
import { describe, expect, it } from 'vitest';
import { logDensity, type MixtureDensity, sampleMixture } from './index.js';

const weights = Float64Array.of(0.3, 0.7);
const means = { values: Float32Array.of(-2, 1, 3, 0), shape: [2, 2] };
const mixtures = {
  full: Float64Array.of(1, 0.8, 0.8, 2, 0.5, -0.3, -0.3, 0.4),
  diagonal: Float64Array.of(1, 2, 0.5, 0.4),
  spherical: Float64Array.of(1.5, 0.25),
} as const;

/** The covariance of a component, `[2, 2]`. */
function covarianceOf(kind: keyof typeof mixtures, k: number): number[] {
  const values = mixtures[kind];
  if (kind === 'full') return Array.from(values.subarray(4 * k, 4 * k + 4));
  const [a, b] = kind === 'diagonal' ? [values[2 * k]!, values[2 * k + 1]!] : [values[k]!, values[k]!];
  return [a, 0, 0, b];
}

describe.each(['full', 'diagonal', 'spherical'] as const)('samples of a %s mixture', (covariance) => {
  const mixture: MixtureDensity = { weights, means, covariances: mixtures[covariance], covariance };

  it('have its mean and covariance', () => {
    const { mean, covariance: found } = momentsOf(sampleMixture(mixture, { count: 40_000, seed: 2 }));
    // Σ w μ and Σ w (Σ_k + μ μᵀ) - m mᵀ.
    const m = [0.3 * -2 + 0.7 * 3, 0.3];
    const expected = [0, 1, 2, 3].map((at) => {
      const [i, j] = [at >> 1, at & 1];
      const second = [0, 1].reduce((sum, k) => {
        const product = means.values[2 * k + i]! * means.values[2 * k + j]!;
        return sum + weights[k]! * (covarianceOf(covariance, k)[at]! + product);
      }, 0);
      return second - m[i]! * m[j]!;
    });
    // Some four standard errors: of a mean √(6 / 40,000), of a covariance √2 · 6 / √40,000.
    for (const [i, value] of mean.entries()) expect(Math.abs(value - m[i]!)).toBeLessThan(0.05);
    for (const [i, value] of found.entries()) expect(Math.abs(value - expected[i]!)).toBeLessThan(0.15);
  });

  it('are where its density says: P(log p > t) of draws is that of a sum over a grid', () => {
    const threshold = -3.5;
    const { values } = sampleMixture(mixture, { count: 20_000, seed: 3 });
    const inside = logDensity({ values, shape: [20_000, 2] }, mixture).filter(
      (log) => log > threshold,
    ).length;
    const grid: number[] = [];
    const step = 0.05;
    for (let x = -9; x < 9; x += step) for (let y = -9; y < 9; y += step) grid.push(x, y);
    const densities = logDensity({ values: Float32Array.from(grid), shape: [grid.length / 2, 2] }, mixture);
    const share = densities.reduce((sum, log) => sum + (log > threshold ? Math.exp(log) * step ** 2 : 0), 0);
    expect(Math.abs(inside / 20_000 - share)).toBeLessThan(0.015);
  });

  it('are the same for the same seed and step only, and the first rows whatever the count', () => {
    const draw = (count: number, seed: number, step?: number) =>
      sampleMixture(mixture, { count, seed, ...(step === undefined ? {} : { step }) }).values;
    expect(draw(9, 1)).toEqual(draw(9, 1, 0));
    expect(draw(4, 1)).toEqual(draw(9, 1).slice(0, 8));
    expect(draw(9, 2)).not.toEqual(draw(9, 1));
    expect(draw(9, 1, 1)).not.toEqual(draw(9, 1));
  });
});

it('leaves the mixture as it is, and draws nothing from a component without weight', () => {
  const covariances = mixtures.full.slice();
  const { values } = sampleMixture(
    { weights: Float64Array.of(0, 1), means, covariances, covariance: 'full' },
    { count: 200 },
  );
  expect(covariances).toEqual(mixtures.full);
  expect(values.filter((_, i) => i % 2 === 0).every((x) => x > 0)).toBe(true);
});

it('names what does not fit', () => {
  const mixture: MixtureDensity = { weights, means, covariances: mixtures.diagonal, covariance: 'diagonal' };
  expect(() => sampleMixture(mixture, { count: 0 })).toThrow(OptionError);
  expect(() => sampleMixture(mixture, { count: 1, seed: -1 })).toThrow(OptionError);
  expect(() => sampleMixture({ ...mixture, covariance: 'full' }, { count: 1 })).toThrow(ShapeError);
  expect(() => sampleMixture({ ...mixture, weights: Float64Array.of(1) }, { count: 1 })).toThrow(
    '1 weights and 4 values of diagonal covariances',
  );
});
