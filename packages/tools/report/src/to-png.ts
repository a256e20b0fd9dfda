import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import type { Picture } from './picture.js';
import { serverDocument } from './server-document.js';
import { toSvg } from './to-svg.js';

/** How a picture becomes pixels. */
export interface ToPngOptions {
  /** Pixels of the file for each CSS pixel, for drawings. Default 2. */
  readonly scale?: number;
  /** CSS colour of the ground; `'transparent'` for none. Default white. */
  readonly background?: string;
}

// A machine may have no font at all, and two machines should make the same picture.
const fontFile = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/questrial/400Regular/Questrial_400Regular.ttf',
);
const fontFamily = 'Questrial';

/** The picture as the bytes of a PNG file. Pictures made of pixels stay as they are. */
export function toPng(picture: Picture, options: ToPngOptions = {}): Uint8Array {
  if (picture.kind === 'raster') return picture.png;
  const svg = toSvg(picture, serverDocument())
    .replaceAll(/font-family="[^"]*"/g, `font-family="${fontFamily}"`)
    .replaceAll('currentColor', '#1b1b1b');
  const rendered = new Resvg(svg, {
    background: options.background ?? 'white',
    fitTo: { mode: 'zoom', value: options.scale ?? 2 },
    font: { fontFiles: [fontFile], loadSystemFonts: false, defaultFontFamily: fontFamily },
  }).render();
  return new Uint8Array(rendered.asPng());
}
