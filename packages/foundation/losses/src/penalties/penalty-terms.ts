import type { ContractivePenaltySettings } from './contractive-penalty.js';
import { contractiveTerms } from './contractive-terms.js';
import { type KlSparsityPenaltySettings, klSparsityTerm } from './kl-sparsity-penalty.js';
import { type L1PenaltySettings, l1Term } from './l1-penalty.js';
import type { PenaltyFunction, PenaltyTerm } from './penalty.js';

/** A penalty as a plain value, as `l1Penalty`, `klSparsityPenalty` and `contractivePenalty` make them. */
export type PenaltySettings = L1PenaltySettings | KlSparsityPenaltySettings | ContractivePenaltySettings;

/** A penalty: a plain value, or a function of the caller's. */
export type Penalty = PenaltySettings | PenaltyFunction;

/** A penalty as terms of a loss; one that is a term already, as it is. */
export function penaltyTerms(penalty: Penalty | PenaltyTerm): PenaltyTerm[] {
  if (typeof penalty === 'function') {
    return [{ name: 'penalty', weight: 1, layers: [], evaluate: penalty }];
  }
  if ('evaluate' in penalty) return [penalty];
  switch (penalty.name) {
    case 'l1':
      return [l1Term(penalty)];
    case 'klSparsity':
      return [klSparsityTerm(penalty)];
    case 'contractive':
      return contractiveTerms(penalty);
  }
}
