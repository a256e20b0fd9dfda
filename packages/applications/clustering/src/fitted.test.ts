import type { GaussianMixture } from '@autoencoders/classical';
import { ModelFormatError } from '@autoencoders/errors';
import { expectAllClose } from '@autoencoders/testing';
import { describe, expect, it } from 'vitest';
import { checkFitted, fittedOf, mixtureIn } from './fitted.js';
import { settingsOf } from './options.js';

const settings = settingsOf({ method: 'gaussian-mixture', clusters: 1 }, 2);

/** Nearly all along the diagonal: its determinant, 4.0e6 · 1e-3, is far below the rounding of single precision. */
const stretched = Float64Array.of(4e6 / 3 + 1e-3, 4e6 / 3, 4e6 / 3, 4e6 / 3);
const mixture: GaussianMixture = {
  weights: Float64Array.of(1),
  means: { values: Float32Array.of(1, 2), shape: [1, 2] },
  covariances: stretched,
  covariance: 'full',
  logLikelihood: 0,
  bic: 0,
  aic: 0,
  iterations: 1,
  converged: true,
};

describe('what was fitted', () => {
  it('keeps covariances beyond single precision, so that they stay positive definite', () => {
    const { covariances } = mixtureIn(fittedOf(mixture.means, { mixture }), settings)!;
    expectAllClose(covariances, stretched, { relative: 1e-13, absolute: 0 });
    const [a, b, c, d] = covariances as unknown as [number, number, number, number];
    expect(a * d - b * c).toBeGreaterThan(0);
  });

  it('is checked against the options', () => {
    const fitted = fittedOf(mixture.means, { mixture });
    checkFitted(fitted, settings, 2);
    const { covariances, ...without } = fitted;
    expect(() => checkFitted(without, settings, 2)).toThrow("the state 'covariances'");
    expect(() => checkFitted(fitted, settings, 3)).toThrow(ModelFormatError);
    expect(() => checkFitted(fitted, { ...settings, standardize: true }, 2)).toThrow("the state 'shift'");
  });
});
