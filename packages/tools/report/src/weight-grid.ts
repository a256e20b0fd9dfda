import { checkInteger } from '@autoencoders/errors';
import { evenColumns } from './even-columns.js';
import type { ImageGridOptions } from './image-grid.js';
import { checkImages, type Images } from './images.js';
import { paintCells } from './paint-cells.js';
import type { RasterPicture } from './picture.js';
import { centred, weightFrame } from './weight-scale.js';

/** How pictures of weights are laid out. */
export interface WeightGridOptions extends Omit<ImageGridOptions, 'columns' | 'range'> {
  /** Pictures in a row. Default: at most 10, in rows as even as can be. */
  readonly columns?: number;
}

/**
 * Filters, dictionaries and other weights as pictures side by side. Each has a scale of its own, with 0 as mid-grey:
 * lighter is positive, darker negative.
 *
 * @throws {ShapeError} if the values are not images.
 * @throws {DataError} if a weight is not finite.
 */
export function weightGrid(weights: Images, options: WeightGridOptions = {}): RasterPicture {
  const images = checkImages('the weights', centred(weights));
  const { count } = images;
  const { columns = evenColumns(count), alt = `${count} pictures of weights`, ...rest } = options;
  checkInteger('columns', columns);
  const cells = Array.from({ length: count }, (_, index) => ({ images, index }));
  return { kind: 'raster', alt, ...paintCells(cells, columns, { ...weightFrame, ...rest }) };
}
