import { type AnyVariantFactory, restoreApplication, type StoredFiles } from '@autoencoders/core';
import { type AutoencoderGenerator, generatorWith, kind } from './generator.js';
import { settingsOf } from './options.js';
import type { Sampler } from './samplers/sampler.js';
import { sourceOf } from './source-of.js';

/** Options of {@link loadGenerator}. */
export interface LoadGeneratorOptions {
  /** The generator's own sampler, where it was one of the caller's: code is not saved, what it had fitted is. */
  readonly sampler?: Sampler;
}

/**
 * A generator that `save` stored, with the autoencoder it stands on; it draws as it did. The caller disposes both: the
 * generator and its `autoencoder`.
 *
 * @example
 * const generate = await loadGenerator(folderStore('runs/digits'), [undercompleteAutoencoder]);
 * const images = await generate.sample(64);
 *
 * @param factories makers of the autoencoder that it stands on
 * @throws {ModelFormatError} when a file is missing, cut short or damaged, it is another application, or the
 * autoencoder's kind is not among the factories.
 * @throws {OptionError} when its sampler was one of the caller's, which is not given again.
 */
export async function loadGenerator<Factory extends AnyVariantFactory>(
  store: StoredFiles,
  factories: readonly Factory[],
  { sampler }: LoadGeneratorOptions = {},
): Promise<AutoencoderGenerator<ReturnType<Factory>>> {
  return restoreApplication(store, kind, factories, async ({ options, autoencoder, networks, state }) => {
    const settings = settingsOf(options, autoencoder);
    const source = sourceOf(autoencoder, settings, sampler);
    try {
      await source.restore({ networks, state });
    } catch (error) {
      source.dispose();
      throw error;
    }
    return generatorWith(autoencoder, settings, source);
  });
}
