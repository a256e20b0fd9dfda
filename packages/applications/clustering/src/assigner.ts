import { nearestCentroid, responsibilities } from '@autoencoders/classical';
import type { Rows } from '@autoencoders/data';
import { largestOfEachRow } from '@autoencoders/data';
import { type Fitted, mixtureIn, referencesIn, standardizationIn } from './fitted.js';
import { votes } from './neighbor-vote.js';
import type { Settings } from './options.js';
import { standardized } from './standardization.js';

/** Finds the cluster of a code by what was fitted. */
export interface Assigner {
  /** The cluster of each of the codes `[batch, width]`. */
  clusters(codes: Rows): Promise<Int32Array>;
  /** `[batch, clusters]`, each row sums to 1; absent where the method has no probabilities. */
  probabilities?(codes: Rows): Promise<Rows>;
}

/** By the votes of references, the mixture or the nearest centroid: the first that was fitted. */
export function assignerOf(fitted: Fitted, settings: Settings): Assigner {
  const standardization = standardizationIn(fitted);
  const references = referencesIn(fitted);
  const mixture = mixtureIn(fitted, settings);
  if (references) return byProbability((codes) => votes(references, standardized(codes, standardization)));
  if (mixture) {
    return byProbability(async (codes) => responsibilities(standardized(codes, standardization), mixture));
  }
  const centroids = fitted.centroids!;
  return {
    clusters: async (codes) => nearestCentroid(standardized(codes, standardization), centroids),
  };
}

function byProbability(probabilities: (codes: Rows) => Promise<Rows>): Assigner {
  return {
    clusters: async (codes) => largestOfEachRow(await probabilities(codes)),
    probabilities,
  };
}
