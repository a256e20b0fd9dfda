import { checkShape } from '@autoencoders/errors';
import type { ScoreFunction } from '../options.js';
import type { Score } from './score.js';
import { valuesOf } from './values-of.js';

/** A function of inputs as a score, of the caller's or the model's own. @throws {ShapeError} unless it gives `[batch]`. */
export function functionScore(score: ScoreFunction): Score {
  return {
    shapes: {},
    scores: ({ x }) =>
      valuesOf(() => {
        const scores = score(x);
        checkShape('what the score gives', scores.shape, [x.shape[0]!]);
        return scores;
      }),
  };
}
