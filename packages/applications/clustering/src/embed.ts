import { umap } from '@autoencoders/classical';
import type { Rows } from '@autoencoders/data';
import { OptionError } from '@autoencoders/errors';
import type { Settings } from './options.js';

/** What is told while codes are embedded. */
export interface EmbedOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the epochs done, and of those to do. */
  readonly onEpoch?: ((done: number, total: number) => void) | undefined;
}

/**
 * The codes embedded by UMAP with the options' settings, `[examples, dimensions]`.
 *
 * @param codes `[examples, width]`
 * @throws {OptionError} when there are no more examples than neighbours.
 */
export async function embed(
  codes: Rows,
  settings: Exclude<Settings['umap'], false>,
  seed: number,
  { signal, onEpoch }: EmbedOptions = {},
): Promise<Rows> {
  const { dimensions, neighbors, minimumDistance, epochs } = settings;
  if (neighbors >= codes.shape[0]!) {
    throw new OptionError(
      `umap.neighbors is ${neighbors} with ${codes.shape[0]} examples: give fewer neighbours than examples`,
    );
  }
  const { embedding } = await umap(codes, {
    dimensions,
    neighbors,
    minimumDistance,
    // From the components a cluster that lies around another stays around it.
    start: 'random',
    seed,
    ...(epochs === null ? {} : { epochs }),
    ...(signal ? { signal } : {}),
    ...(onEpoch ? { onProgress: onEpoch } : {}),
  });
  return embedding;
}
