import { expect, it } from 'vitest';
import { excessLoss } from './excess-loss.js';

const game = { adversarialLoss: 'nonSaturating', labelSmoothing: 0, gradientPenaltyWeight: 10 } as const;

it('is the loss less the weighed penalty', () => {
  const terms = { 'critic/loss': 2.5, 'critic/gradientPenalty': 0.2, 'other/loss': 7 };
  expect(excessLoss(terms, 'critic', game)).toBeCloseTo(0.5, 12);
  expect(excessLoss(terms, 'other', game)).toBe(7);
  expect(excessLoss(terms, 'critic', { ...game, adversarialLoss: 'hinge' })).toBeCloseTo(0.5, 12);
});

it('is 0 of a discriminator that is as sure of real examples as smoothed labels ask', () => {
  // Logits of log(9) for real examples, and of none for fake ones.
  const loss = Math.log(1 + 9) - 0.9 * Math.log(9);
  const smoothed = { ...game, labelSmoothing: 0.1 };
  expect(excessLoss({ 'd/loss': loss }, 'd', smoothed)).toBeCloseTo(0, 12);
  // A squared error of smoothed labels has no floor.
  expect(excessLoss({ 'd/loss': loss }, 'd', { ...smoothed, adversarialLoss: 'leastSquares' })).toBe(loss);
});

it('is none of a distance, or where there is no such phase', () => {
  expect(excessLoss({ 'd/loss': 1 }, 'd', { ...game, adversarialLoss: 'wasserstein' })).toBeUndefined();
  expect(excessLoss({ 'd/loss': 1 }, 'e', game)).toBeUndefined();
});
