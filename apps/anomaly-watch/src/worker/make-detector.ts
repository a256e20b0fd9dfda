import { type AnomalyDetector, anomalyDetector, type ScoreName, tabularOptions } from '@autoencoders/anomaly';
import type { AnyVariantFactory, Autoencoder } from '@autoencoders/core';
import { denoisingAutoencoder } from '@autoencoders/denoising';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { variationalAutoencoder } from '@autoencoders/variational';
import { type ScoreChoice, type Settings, scoresFor } from './settings.js';

/** Makers of all autoencoders that a kept detector may stand on. */
export const factories: readonly AnyVariantFactory[] = [
  denoisingAutoencoder,
  undercompleteAutoencoder,
  variationalAutoencoder,
];

const scores: Readonly<Record<ScoreChoice, ScoreName | readonly ScoreName[]>> = {
  all: ['reconstruction', 'nearest-neighbors', 'input-neighbors'],
  reconstruction: 'reconstruction',
  neighbours: ['nearest-neighbors', 'input-neighbors'],
  probability: 'reconstruction-probability',
};

/**
 * Makes a detector, not yet fitted, of rows or of windows.
 *
 * @param rows how many it will learn from
 * @throws {OptionError} naming the option that does not fit.
 */
export function makeDetector(columns: readonly string[], settings: Settings, rows: number): AnomalyDetector {
  const offered = scoresFor(settings);
  const score = offered.includes(settings.score) ? settings.score : offered[0]!;
  return anomalyDetector(makeAutoencoder(columns.length, settings), {
    score: scores[score],
    columns,
    // Where no value was before, none can be held.
    missing: settings.missing === 'error' ? 'error' : 'mean',
    scaling: settings.scaling,
    trim: settings.trim,
    // Where rows are few, fewer of them are near.
    neighbors: Math.max(1, Math.min(20, Math.floor(rows / 4))),
    // A visitor waits: with all of them a large table would take minutes.
    references: 2000,
    seed: settings.seed,
  });
}

function makeAutoencoder(columns: number, { unit, model, layers, length, seed }: Settings): Autoencoder {
  const inputShape = unit === 'rows' ? [columns] : [length, columns];
  const convolutional = unit === 'windows' && layers === 'convolutional';
  const shared = convolutional
    ? { inputShape, architecture: 'convolutional' as const, filters: [16, 32], latentDim: 16, seed }
    : { inputShape, seed };
  const narrow = convolutional ? shared : { ...shared, hidden: [64], latentDim: narrowCode(columns, unit) };
  switch (model) {
    case 'denoising':
      return denoisingAutoencoder(
        convolutional
          ? { ...shared, corruption: tabularOptions(columns).corruption }
          : { ...tabularOptions(columns), ...shared },
      );
    case 'undercomplete':
      return undercompleteAutoencoder(narrow);
    case 'variational':
      return variationalAutoencoder({ ...narrow, likelihood: 'gaussian', variance: 'learned' });
  }
}

/** Fewer dimensions than columns, or copying would do. */
function narrowCode(columns: number, unit: Settings['unit']): number {
  return unit === 'rows' ? Math.max(1, Math.ceil(columns / 2)) : Math.max(4, 2 * columns);
}
