import type { Autoencoder } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import { type AnomalySettings, ownScore, type ScoreFunction } from '../options.js';
import { combinedScore } from './combined.js';
import { functionScore } from './function-score.js';
import { mahalanobisScore } from './mahalanobis.js';
import { inputNeighborsScore, nearestNeighborsScore } from './nearest-neighbors.js';
import { reconstructionScore } from './reconstruction.js';
import { hasPosterior, reconstructionProbabilityScore } from './reconstruction-probability.js';
import type { Score } from './score.js';

/** An autoencoder that offers scores of its own by name, such as its discriminator's. */
export interface ScoringAutoencoder extends Autoencoder {
  /** Each takes `[batch, ...inputShape]` to `[batch]`, the higher the odder. */
  readonly anomalyScores: Readonly<Record<string, ScoreFunction>>;
}

/**
 * The score that the options name.
 *
 * @param own a function of the caller's, where there is one
 * @throws {OptionError} listing what the model can have.
 */
export function scoreOf(
  autoencoder: Autoencoder,
  settings: AnomalySettings,
  own: ScoreFunction | undefined,
): Score {
  if (own) return functionScore(own);
  if (typeof settings.score === 'string') return named(settings.score);
  return combinedScore(Object.fromEntries(settings.score.map((name) => [name, named(name)])));

  function named(score: string): Score {
    if (score === ownScore) {
      throw new OptionError(
        "the score is a function of the caller's, which is not saved: give it again, { score }",
      );
    }
    const possible = possibleScores(autoencoder, settings);
    const make = possible[score];
    if (make) return make();
    const lacking =
      score === 'reconstruction-probability'
        ? ', which needs the posterior and the likelihood of a variational autoencoder'
        : '';
    throw new OptionError(
      `score is '${score}'${lacking}: a '${autoencoder.kind}' autoencoder can have ${Object.keys(possible).join(', ')}, or give a function`,
    );
  }
}

function possibleScores(
  autoencoder: Autoencoder,
  settings: AnomalySettings,
): Readonly<Record<string, () => Score>> {
  const { anomalyScores = {} } = autoencoder as Partial<ScoringAutoencoder>;
  const offered = Object.entries(anomalyScores).map(([name, score]) => [name, () => functionScore(score)]);
  return {
    reconstruction: () => reconstructionScore(autoencoder),
    ...(hasPosterior(autoencoder)
      ? { 'reconstruction-probability': () => reconstructionProbabilityScore(autoencoder, settings) }
      : {}),
    mahalanobis: () => mahalanobisScore(autoencoder, settings),
    'nearest-neighbors': () => nearestNeighborsScore(autoencoder, settings),
    'input-neighbors': () => inputNeighborsScore(autoencoder, settings),
    ...Object.fromEntries(offered),
  };
}
