import { factories } from 'virtual:factories';
import type { Autoencoder } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';

/** Functions that a variant's options ask for, which a form cannot give. */
const ownFunctions: Readonly<Record<string, () => Promise<object>>> = {
  'deep-feature-consistent': async () => {
    const { imageFeatures } = await import('@autoencoders/perceptual/image-features');
    features ??= imageFeatures();
    return { features };
  },
};

/** Made once: every model of the kind may use the same network. */
let features: object | undefined;

/**
 * Makes the model of a configuration.
 *
 * @throws {OptionError} naming each option that does not fit.
 */
export async function makeModel(
  kind: string,
  options: Readonly<Record<string, unknown>>,
  inputShape: readonly number[],
): Promise<Autoencoder> {
  const factory = await factories[kind]?.();
  if (!factory) throw new OptionError(`there is no model '${kind}'`);
  return factory({ ...options, ...(await ownFunctions[kind]?.()), inputShape: [...inputShape] });
}
