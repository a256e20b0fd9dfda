import { checkInteger, ShapeError } from '@autoencoders/errors';
import { checkImages, type Images } from './images.js';
import { type Cell, paintCells } from './paint-cells.js';
import type { RasterPicture } from './picture.js';

/** How images are laid out. */
export interface ImageGridOptions {
  /** Images in a row. Default: the square root of their number, rounded up. */
  readonly columns?: number;
  /** Side of a pixel, in pixels of the picture. Default: images become about 56 high. */
  readonly pixelSize?: number;
  /** Values shown as black and as white. Default `[0, 1]`, widened to the values at hand. */
  readonly range?: readonly [number, number];
  /** Text alternative. */
  readonly alt?: string;
}

/**
 * Images side by side, row after row, on transparent ground.
 *
 * @throws {ShapeError} if the values are not images.
 * @throws {DataError} if a pixel is not finite.
 */
export function imageGrid(images: Images, options: ImageGridOptions = {}): RasterPicture {
  const checked = checkImages('the images', images);
  const columns = options.columns ?? Math.ceil(Math.sqrt(checked.count));
  checkInteger('columns', columns);
  const cells = Array.from({ length: checked.count }, (_, index) => ({ images: checked, index }));
  const alt = options.alt ?? `${checked.count} images`;
  return { kind: 'raster', alt, ...paintCells(cells, columns, options) };
}

/** How originals and reconstructions are laid out. */
export interface ImagePairsOptions extends Omit<ImageGridOptions, 'columns'> {
  /** Pairs in a row. Default 10. */
  readonly columns?: number;
}

/**
 * Originals, each with its reconstruction directly below.
 *
 * @throws {ShapeError} if the values are not images, or the two differ in shape.
 */
export function imagePairs(
  originals: Images,
  reconstructions: Images,
  options: ImagePairsOptions = {},
): RasterPicture {
  const above = checkImages('the originals', originals);
  const below = checkImages('the reconstructions', reconstructions);
  if (above.values.length !== below.values.length || above.width !== below.width) {
    throw new ShapeError(
      `the originals have shape [${originals.shape.join(', ')}], the reconstructions ` +
        `[${reconstructions.shape.join(', ')}]: they must be the same`,
    );
  }
  const columns = Math.min(options.columns ?? 10, above.count);
  checkInteger('columns', columns);
  const cells: (Cell | undefined)[] = [];
  for (let start = 0; start < above.count; start += columns) {
    for (const images of [above, below]) {
      for (let column = 0; column < columns; column++) {
        const index = start + column;
        cells.push(index < above.count ? { images, index } : undefined);
      }
    }
  }
  const alt = options.alt ?? `${above.count} originals, each with its reconstruction below`;
  return { kind: 'raster', alt, ...paintCells(cells, columns, options) };
}
