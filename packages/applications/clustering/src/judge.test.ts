import { AutoencoderError } from '@autoencoders/errors';
import { expect, it } from 'vitest';
import { judge } from './index.js';

it('does not mind the names of clusters', () => {
  expect(judge([0, 0, 1, 1, 2, 2], [5, 5, 0, 0, 3, 3])).toEqual({
    accuracy: 1,
    normalizedMutualInformation: expect.closeTo(1, 10),
    adjustedRandIndex: expect.closeTo(1, 10),
  });
});

// sklearn 1.2: normalized_mutual_info_score, adjusted_rand_score; accuracy by hand: 4 of 6.
it('has the values of scikit-learn', () => {
  expect(judge([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2])).toEqual({
    accuracy: expect.closeTo(4 / 6, 10),
    normalizedMutualInformation: expect.closeTo(0.5158037429793888, 10),
    adjustedRandIndex: expect.closeTo(0.24242424242424243, 10),
  });
  expect(() => judge([0, 1], [0])).toThrow(AutoencoderError);
  expect(() => judge([], [])).toThrow(AutoencoderError);
});
