import { OptionError } from '@autoencoders/errors';
import { expect, it } from 'vitest';
import { intervalOf } from './interval.js';

it("gives Student's interval", () => {
  // scipy.stats.t.interval(0.95, 4, loc=3, scale=0.7071)
  const { mean, lower, upper } = intervalOf([1, 2, 3, 4, 5]);
  expect(mean).toBe(3);
  expect(lower).toBeCloseTo(1.0368, 3);
  expect(upper).toBeCloseTo(4.9632, 3);
  expect(() => intervalOf([1])).toThrow(OptionError);
});
