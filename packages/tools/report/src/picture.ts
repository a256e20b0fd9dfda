interface PictureBase {
  /** What the picture shows, in words, for readers who do not see it. */
  readonly alt: string;
  /** Width in CSS pixels. */
  readonly width: number;
  /** Height in CSS pixels. */
  readonly height: number;
}

/** A drawing made of lines and text; drawn anew into each document that shows it. */
export interface VectorPicture extends PictureBase {
  readonly kind: 'vector';
  /** Makes the drawing with the given document. */
  draw(document: Document): SVGSVGElement;
}

/** A picture made of pixels, as the bytes of a PNG file. */
export interface RasterPicture extends PictureBase {
  readonly kind: 'raster';
  readonly png: Uint8Array;
}

/**
 * A picture, not yet tied to a page: `toElement` shows it in a browser, `toSvg` and (in Node) `toPng` make
 * files of it, `htmlReport` puts it in a page.
 */
export type Picture = VectorPicture | RasterPicture;
