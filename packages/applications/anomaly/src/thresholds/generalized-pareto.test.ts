import { expectAllClose } from '@autoencoders/testing';
import { describe, expect, it } from 'vitest';
import reference from '../testing/detection.reference.json' with { type: 'json' };
import { generalizedPareto } from './generalized-pareto.js';

describe('generalizedPareto', () => {
  it.each(reference.pareto)('is as likely as what SciPy finds: shape $shape', (expected) => {
    const excesses = Float64Array.from(expected.excesses);
    const { shape, scale } = generalizedPareto(excesses);
    const likelihood = excesses.reduce(
      (sum, y) => sum - Math.log(scale) - (1 / shape + 1) * Math.log1p((shape * y) / scale),
      0,
    );
    // The simplex search of SciPy stops a little before the top.
    expect(likelihood).toBeGreaterThan(expected.logLikelihood - 1e-6);
    expectAllClose([shape, scale], [expected.shape, expected.scale], { relative: 2e-3, absolute: 2e-4 });
  });

  it('has the scale of the data, whatever its unit', () => {
    const excesses = Float64Array.from(reference.pareto[0]!.excesses);
    const small = generalizedPareto(excesses);
    const large = generalizedPareto(excesses.map((y) => 1e6 * y));
    expectAllClose([large.shape, large.scale], [small.shape, 1e6 * small.scale], { relative: 1e-6 });
  });

  it('finds the exponential distribution in its quantiles', () => {
    const quantiles = Float64Array.from({ length: 2000 }, (_, i) => -3 * Math.log(1 - (i + 0.5) / 2000));
    const { shape, scale } = generalizedPareto(quantiles);
    expect(Math.abs(shape)).toBeLessThan(0.01);
    expect(Math.abs(scale - 3)).toBeLessThan(0.03);
  });
});
