import { evenColumns } from './even-columns.js';
import type { CheckedImages } from './images.js';
import { enlargement } from './paint-cells.js';

/** How large the pictures of a strip are, and how many stand in a row. */
export interface StripLayout {
  readonly columns: number;
  /** CSS pixels: of a picture with its frame, and between two. */
  readonly width: number;
  readonly height: number;
  readonly gap: number;
  /** CSS pixels for each pixel of the file. */
  readonly scale: number;
  /** In pixels of the file. */
  readonly painted: { readonly pixelSize: number; readonly gap: number; readonly frame: number };
}

/** A picture is shown no higher than this, in CSS pixels. */
const highest = 72;
/** How far pictures may shrink for more of them to stand in a row. */
const smallest = 0.75;
/** Pixels of the file for each CSS pixel: sharp on fine screens, smooth where the page is narrow. */
const density = 2;

/** Lays out rows of `count` pictures in a width of CSS pixels, each part of the rows below the other. */
export function layOutStrip(
  images: CheckedImages,
  count: number,
  available: number,
  space: { readonly gap: number; readonly frame: number },
): StripLayout {
  // Pictures that are large as they are need no more pixels.
  const enough = Math.ceil((highest * density) / images.height);
  const pixelSize = Math.min(enlargement(images) * density, enough);
  const frame = space.frame * density;
  const [across, down] = [images.width * pixelSize + 2 * frame, images.height * pixelSize + 2 * frame];
  const natural = Math.min(1 / density, highest / down, available / across);
  const most = Math.floor((available + space.gap) / (across * natural * smallest + space.gap));
  const columns = evenColumns(count, Math.max(1, most));
  const scale = Math.min(natural, ((available + space.gap) / columns - space.gap) / across);
  const gap = Math.max(1, Math.round(space.gap / scale));
  return {
    columns,
    width: across * scale,
    height: down * scale,
    gap: gap * scale,
    scale,
    painted: { pixelSize, gap, frame },
  };
}
