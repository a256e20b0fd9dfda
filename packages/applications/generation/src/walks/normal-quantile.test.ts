import { OptionError } from '@autoencoders/errors';
import { expectAllClose } from '@autoencoders/testing';
import { expect, it } from 'vitest';
import reference from '../testing/normal-quantile.reference.json' with { type: 'json' };
import { normalQuantile } from './normal-quantile.js';

it('is that of SciPy, in the middle and in the tails', () => {
  const found = reference.probabilities.map(normalQuantile);
  expectAllClose(found, reference.quantiles, { relative: 1e-14, absolute: 1e-16 });
});

it('is odd about a half', () => {
  expect(normalQuantile(0.5)).toBe(0);
  for (const probability of [0.25, 0.125, 2 ** -10]) {
    expect(normalQuantile(1 - probability)).toBe(-normalQuantile(probability));
  }
});

it.each([0, 1, -0.1, 1.1, Number.NaN])('has none of %s', (probability) => {
  expect(() => normalQuantile(probability)).toThrow(OptionError);
});
