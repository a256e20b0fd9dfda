import { htmlReport as htmlReportWith } from './html-report.js';
import type { Picture } from './picture.js';
import type { Report } from './report.js';
import { serverDocument } from './server-document.js';
import { toSvg as toSvgWith } from './to-svg.js';

/**
 * A report as one HTML page that holds its pictures and style and fetches nothing, drawn without a browser.
 */
export function htmlReport(report: Report): string {
  return htmlReportWith(report, serverDocument());
}

/** The picture as the text of an SVG file, drawn without a browser; pixels are embedded as a PNG. */
export function toSvg(picture: Picture): string {
  return toSvgWith(picture, serverDocument());
}
