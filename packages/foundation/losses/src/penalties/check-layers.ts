import { OptionError } from '@autoencoders/errors';

/** @throws {OptionError} unless layers are given by name, each once. */
export function checkLayers(layers: readonly string[]): void {
  const named = Array.isArray(layers) && layers.every((layer) => typeof layer === 'string' && layer !== '');
  if (named && layers.length > 0 && new Set(layers).size === layers.length) return;
  throw new OptionError(
    `layers is ${JSON.stringify(layers)}: give names of layers, each once, such as ['code', 'encoder-hidden-1']`,
  );
}
