import { describe, expect, it } from 'vitest';
import { decibelText, distanceText, verdict } from './figures.js';

const distance = (squaredError: number) => ({ squaredError, decibels: -10 * Math.log10(squaredError) });

describe('figures of denoising', () => {
  it.each([
    [0.1, 0.02, /^It denoises: 80%/],
    [0.1, 0.1, /next to no difference/],
    [0.1, 0.25, /does not denoise: .* 2\.5 times/],
    [0, 0.01, /There is no noise/],
  ])('noise of %d cleaned to %d', (noisy, cleaned, text) => {
    expect(verdict({ noisy: distance(noisy), cleaned: distance(cleaned) })).toMatch(text);
  });

  it('are read with their units', () => {
    expect(distanceText(distance(0.01))).toBe('MSE 0.010, 20.0 dB');
    expect(distanceText({ squaredError: 0, decibels: 100 })).toBe('no difference');
    expect(decibelText(100)).toBe('no noise');
  });
});
