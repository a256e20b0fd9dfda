import { checkInteger } from '@autoencoders/errors';
import { encode } from 'fast-png';
import { brightness, type CheckedImages } from './images.js';
import type { RasterPicture } from './picture.js';

/** One image of several. */
export interface Cell {
  readonly images: CheckedImages;
  readonly index: number;
}

/** How cells become pixels. */
export interface PaintOptions {
  /** Side of a pixel, in pixels of the picture. Default: see {@link enlargement}. */
  readonly pixelSize?: number;
  /** Values shown as black and as white. Default `[0, 1]`, widened to the values at hand. */
  readonly range?: readonly [number, number];
  /** Pixels between images. Default 4. */
  readonly gap?: number;
  /** Width of a mid-grey line around each, which tells it from light and dark ground. Default 0. */
  readonly frame?: number;
}

/** The side of a pixel at which images become about 56 high. */
export function enlargement({ height }: CheckedImages): number {
  return Math.max(1, Math.round(56 / height));
}

/** Images of one size as a PNG, row after row, on transparent ground; nothing where a cell is left open. */
export function paintCells(
  cells: readonly (Cell | undefined)[],
  columns: number,
  options: PaintOptions = {},
): Pick<RasterPicture, 'png' | 'width' | 'height'> {
  const { images } = cells.find((cell) => cell !== undefined)!;
  const { pixelSize = enlargement(images), gap = 4, frame = 0 } = options;
  checkInteger('pixelSize', pixelSize);
  const sources = [...new Set(cells.flatMap((cell) => (cell ? [cell.images] : [])))];
  const [low, high] = options.range ?? brightness(...sources);

  const [across, down] = [images.width * pixelSize, images.height * pixelSize];
  const [cellWidth, cellHeight] = [across + 2 * frame, down + 2 * frame];
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
      const start = ((top + y) * width + left) * channels;
      if (frame > 0) data.fill(128, start, start + cellWidth * channels);
      for (let x = 0; x < cellWidth; x++) data[start + x * channels + images.channels] = 255;
    }
    for (let y = 0; y < down; y++) {
      for (let x = 0; x < across; x++) {
        const pixel = Math.floor(y / pixelSize) * images.width + Math.floor(x / pixelSize);
        const target = ((top + frame + y) * width + left + frame + x) * channels;
        for (let channel = 0; channel < images.channels; channel++) {
          const value = cell.images.values[first + pixel * images.channels + channel]!;
          data[target + channel] = Math.round(255 * Math.min(1, Math.max(0, (value - low) / (high - low))));
        }
      }
    }
  }
  const png = encode({ width, height, data, channels, depth: 8 });
  return { png, width, height };
}
