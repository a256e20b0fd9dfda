import { documentOrDefault } from './document.js';
import { formatFigure } from './format-figure.js';
import { escapeHtml } from './html.js';
import type { Picture } from './picture.js';
import type { Report, ReportPicture, ReportSection, ReportTable } from './report.js';
import { reportStyle } from './report-style.js';
import { toElement } from './to-element.js';

/**
 * A report as one HTML page that holds its pictures and style and fetches nothing: it opens offline, follows
 * the reader's light or dark setting, runs no script, and has a text alternative for every picture.
 *
 * @param document Draws the pictures; the page's own by default.
 * @throws {OptionError} if there is no document (Node): use `htmlReport` of `@autoencoders/report/node` there.
 */
export function htmlReport(report: Report, document?: Document): string {
  const maker = documentOrDefault(document);
  const title = escapeHtml(report.title);
  const sections = report.sections.map((section, index) => writeSection(section, `section-${index}`, maker));
  const contents = report.sections.map(
    (section, index) => `<li><a href="#section-${index}">${escapeHtml(section.title)}</a></li>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${reportStyle}</style>
</head>
<body>
<header>
<h1>${title}</h1>
${report.summary ? `<p class="summary">${escapeHtml(report.summary)}</p>` : ''}
<nav aria-label="Sections"><ul>${contents.join('')}</ul></nav>
</header>
<main>
${sections.join('\n')}
</main>
</body>
</html>
`;
}

function writeSection(section: ReportSection, id: string, document: Document): string {
  const heading = `<h2 id="${id}">${escapeHtml(section.title)}</h2>`;
  const text = (section.text ?? []).map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`);
  const pictures = (section.pictures ?? []).map((picture) => writePicture(picture, document));
  const tables = (section.tables ?? []).map(writeTable);
  return `<section aria-labelledby="${id}">\n${[heading, ...text, ...pictures, ...tables].join('\n')}\n</section>`;
}

function writePicture({ picture, narrow, caption }: ReportPicture, document: Document): string {
  const shown = narrow
    ? [writeElement(picture, document, 'wide'), writeElement(narrow, document, 'narrow')]
    : [writeElement(picture, document)];
  return `<figure>\n${shown.join('\n')}\n<figcaption>${escapeHtml(caption)}</figcaption>\n</figure>`;
}

/** Drawings below this width, in CSS pixels, are not enlarged to it. */
const leastWidth = 576;

function writeElement(picture: Picture, document: Document, page?: 'wide' | 'narrow'): string {
  const element = toElement(picture, document);
  const name = page ?? (picture.width < leastWidth ? 'small' : undefined);
  if (name) element.setAttribute('class', name);
  return element.outerHTML;
}

function writeTable({ caption, columns, rows }: ReportTable): string {
  const numeric = columns.map((_, column) => rows.every((row) => typeof row[column] === 'number'));
  const align = (column: number) => (numeric[column] ? ' class="number"' : '');
  const head = columns.map((name, column) => `<th scope="col"${align(column)}>${escapeHtml(name)}</th>`);
  const body = rows.map((row) => {
    const cells = row.map((cell, column) => {
      const text = escapeHtml(typeof cell === 'number' ? formatFigure(cell) : cell);
      return column === 0 ? `<th scope="row">${text}</th>` : `<td${align(column)}>${text}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<div class="table" role="region" tabindex="0" aria-label="${escapeHtml(caption)}">
<table>
<caption>${escapeHtml(caption)}</caption>
<thead><tr>${head.join('')}</tr></thead>
<tbody>${body.join('\n')}</tbody>
</table>
</div>`;
}
