import { formatShape, ShapeError } from '@autoencoders/errors';
import type { VectorPicture } from './picture.js';
import { type Series, type SeriesPanelsOptions, seriesPanels } from './series-panels.js';

/**
 * Vectors or sequences, each in a panel with its reconstruction: value over position.
 *
 * @throws {ShapeError} if the two differ in shape or are not `[count, …]`.
 */
export function seriesPairs(
  originals: Series,
  reconstructions: Series,
  options: SeriesPanelsOptions = {},
): VectorPicture {
  if (formatShape(originals.shape) !== formatShape(reconstructions.shape)) {
    throw new ShapeError(
      `the originals have shape ${formatShape(originals.shape)}, the reconstructions ` +
        `${formatShape(reconstructions.shape)}: both must be the same [count, …]`,
    );
  }
  const alt = `${originals.shape[0]} originals, each with its reconstruction drawn over it`;
  return seriesPanels({ original: originals, reconstruction: reconstructions }, { alt, ...options });
}
