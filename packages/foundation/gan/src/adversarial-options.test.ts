import { expect, it } from 'vitest';
import { z } from 'zod';
import { adversarialOptions } from './index.js';

it('leave every training aid off by default', () => {
  expect(adversarialOptions.parse({})).toEqual({
    adversarialLoss: 'nonSaturating',
    discriminatorHidden: [128],
    discriminatorDropout: 0,
    discriminatorSteps: 1,
    spectralNormalization: false,
    minibatchStandardDeviation: false,
    gradientPenalty: 'none',
    gradientPenaltyWeight: 10,
    labelSmoothing: 0,
    instanceNoise: 0,
    instanceNoiseSteps: 10_000,
  });
});

it('become those of a hybrid, each with a description for its help', () => {
  const options = z
    .object({ latentDim: z.int().describe('width of the code') })
    .extend(adversarialOptions.shape);
  expect(options.parse({ latentDim: 3, gradientPenalty: 'r1' })).toMatchObject({
    latentDim: 3,
    gradientPenalty: 'r1',
  });
  for (const option of Object.values(options.shape)) expect(option.description).toBeTruthy();
});

it.each([
  { adversarialLoss: 'minimax' },
  { discriminatorHidden: [0] },
  { discriminatorDropout: 1 },
  { discriminatorSteps: 0 },
  { gradientPenalty: 'lipschitz' },
  { gradientPenaltyWeight: -1 },
  { labelSmoothing: 1 },
  { instanceNoise: -0.1 },
  { instanceNoiseSteps: 0 },
])('refuse %j', (options) => {
  expect(adversarialOptions.safeParse(options).success).toBe(false);
});
