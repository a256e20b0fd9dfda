import { documentOrDefault } from './document.js';
import { escapeHtml } from './html.js';
import type { Picture } from './picture.js';
import { pngDataUrl } from './png-data-url.js';

/**
 * The picture as the text of an SVG file; pixels are embedded as a PNG.
 *
 * @param document Draws it; the page's own by default.
 * @throws {OptionError} if there is no document (Node): use `toSvg` of `@autoencoders/report/node` there.
 */
export function toSvg(picture: Picture, document?: Document): string {
  const { width, height, alt } = picture;
  if (picture.kind === 'raster') {
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
      `viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(alt)}">` +
      `<image width="${width}" height="${height}" href="${pngDataUrl(picture.png)}"/></svg>`
    );
  }
  const drawing = picture.draw(documentOrDefault(document));
  drawing.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  drawing.setAttribute('role', 'img');
  drawing.setAttribute('aria-label', alt);
  // outerHTML follows HTML's rules; the one named entity it writes is not XML's.
  return drawing.outerHTML.replaceAll('&nbsp;', '&#160;');
}
