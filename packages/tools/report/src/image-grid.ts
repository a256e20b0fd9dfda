import { checkInteger, ShapeError } from '@autoencoders/errors';
import { encode } from 'fast-png';
import { brightness, type CheckedImages, checkImages, type Images } from './images.js';
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
  return paint(cells, columns, { alt: `${checked.count} images`, ...options });
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
  const alt = `${above.count} originals, each with its reconstruction below`;
  return paint(cells, columns, { alt, ...options });
}

interface Cell {
  readonly images: CheckedImages;
  readonly index: number;
}

const gap = 4;

function paint(
  cells: readonly (Cell | undefined)[],
  columns: number,
  options: Omit<ImageGridOptions, 'columns'> & { readonly alt: string },
): RasterPicture {
  const { images } = cells[0]!;
  const pixelSize = options.pixelSize ?? Math.max(1, Math.round(56 / images.height));
  checkInteger('pixelSize', pixelSize);
  const sources = [...new Set(cells.flatMap((cell) => (cell ? [cell.images] : [])))];
  const [low, high] = options.range ?? brightness(...sources);

  const [cellWidth, cellHeight] = [images.width * pixelSize, images.height * pixelSize];
  const used = Math.min(columns, cells.length);
  const width = used * (cellWidth + gap) - gap;
  const height = Math.ceil(cells.length / columns) * (cellHeight + gap) - gap;
  const channels = images.channels + 1; // and opacity
  const data = new Uint8Array(width * height * channels);
  for (const [position, cell] of cells.entries()) {
    if (!cell) continue;
    const left = (position % columns) * (cellWidth + gap);
    const top = Math.floor(position / columns) * (cellHeight + gap);
    const first = cell.index * images.width * images.height * images.channels;
    for (let y = 0; y < cellHeight; y++) {
      for (let x = 0; x < cellWidth; x++) {
        const pixel = Math.floor(y / pixelSize) * images.width + Math.floor(x / pixelSize);
        const target = ((top + y) * width + left + x) * channels;
        for (let channel = 0; channel < images.channels; channel++) {
          const value = cell.images.values[first + pixel * images.channels + channel]!;
          data[target + channel] = Math.round(255 * Math.min(1, Math.max(0, (value - low) / (high - low))));
        }
        data[target + images.channels] = 255;
      }
    }
  }
  const png = encode({ width, height, data, channels, depth: 8 });
  return { kind: 'raster', png, width, height, alt: options.alt };
}
