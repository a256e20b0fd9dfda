import type { AdversarialSettings } from './adversarial-options.js';

/** What discriminators play by, as far as their loss depends on it. */
export type Game = Pick<AdversarialSettings, 'adversarialLoss' | 'labelSmoothing' | 'gradientPenaltyWeight'>;

/**
 * What a discriminator's loss is above the least that there can be, from the mean terms of its phase: less the weighed
 * gradient penalty, and less the entropy `-ε log ε - (1 - ε) log(1 - ε)` of smoothed labels, in nats.
 *
 * @returns `undefined` where there is no such term, or the loss (`'wasserstein'`) has no least.
 */
export function excessLoss(
  terms: Readonly<Record<string, number>>,
  phase: string,
  { adversarialLoss, labelSmoothing, gradientPenaltyWeight }: Game,
): number | undefined {
  const loss = terms[`${phase}/loss`];
  if (loss === undefined || adversarialLoss === 'wasserstein') return undefined;
  const logistic = adversarialLoss === 'nonSaturating' || adversarialLoss === 'saturating';
  const penalty = gradientPenaltyWeight * (terms[`${phase}/gradientPenalty`] ?? 0);
  return loss - penalty - (logistic ? entropy(labelSmoothing) : 0);
}

const entropy = (share: number) =>
  share > 0 ? -share * Math.log(share) - (1 - share) * Math.log(1 - share) : 0;
