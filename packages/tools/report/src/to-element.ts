import { documentOrDefault } from './document.js';
import type { Picture } from './picture.js';
import { pngDataUrl } from './png-data-url.js';

/**
 * The picture as an element: `<svg>` for drawings, `<img>` for pixels, with its text alternative. It takes
 * its colours from the page's text colour and shrinks with its container.
 *
 * @param document Makes the element; the page's own by default.
 * @throws {OptionError} if there is no document (Node): use `@autoencoders/report/node` there.
 */
export function toElement(picture: Picture, document?: Document): SVGSVGElement | HTMLImageElement {
  const maker = documentOrDefault(document);
  if (picture.kind === 'raster') {
    const image = maker.createElement('img');
    image.setAttribute('src', pngDataUrl(picture.png));
    image.setAttribute('alt', picture.alt);
    image.setAttribute('width', String(picture.width));
    image.setAttribute('height', String(picture.height));
    image.setAttribute('style', 'max-width:100%;height:auto;image-rendering:pixelated');
    return image;
  }
  const drawing = picture.draw(maker);
  drawing.setAttribute('role', 'img');
  drawing.setAttribute('aria-label', picture.alt);
  drawing.setAttribute('style', 'max-width:100%;height:auto');
  return drawing;
}
