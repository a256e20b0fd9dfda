import { restoreApplication, type StoredFiles } from '@autoencoders/core';
import { ModelFormatError } from '@autoencoders/errors';
import { autoRecNetwork, cdaeNetwork, multDaeNetwork, multVaeNetwork } from '../network/variants.js';
import { ratingsFrom } from './rating-state.js';
import { type Recommender, recommender, recommenderKind } from './recommender.js';
import { orientations, type Settings } from './settings.js';

/** What makes the autoencoders of recommenders. */
const factories = [autoRecNetwork, multDaeNetwork, multVaeNetwork, cdaeNetwork];

/**
 * A recommender of any kind that `save` stored, with its autoencoder, ids and ratings; it predicts as it did, and its
 * training can go on. The caller disposes both: the recommender and its `autoencoder`.
 *
 * @example
 * const model = await loadRecommender(folderStore('runs/movies'));
 *
 * @throws {ModelFormatError} when a file is missing, cut short or damaged, or it is another application.
 */
export async function loadRecommender(store: StoredFiles): Promise<Recommender> {
  return restoreApplication(store, recommenderKind, factories, async ({ options, autoencoder, state }) =>
    recommender(await ratingsFrom(options, state), settingsFrom(options), autoencoder),
  );
}

function isDamping(value: unknown): boolean {
  const { users, items } = (value ?? {}) as { users?: unknown; items?: unknown };
  return typeof users === 'number' && typeof items === 'number';
}

function settingsFrom({ orientation, biases, feedback }: { readonly [key: string]: unknown }): Settings {
  const known =
    orientations.some((one) => one === orientation) &&
    (biases === false || isDamping(biases)) &&
    (feedback === 'explicit' || feedback === 'implicit');
  if (known) return { orientation, biases, feedback } as Settings;
  throw new ModelFormatError(
    `the saved recommender has orientation '${orientation}' and feedback '${feedback}', which this release does not know`,
  );
}
