import { OptionError } from '@autoencoders/errors';
import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { htmlReport as htmlReportInPage } from './html-report.js';
import { imageGrid } from './image-grid.js';
import { lossCurves } from './loss-curves.js';
import { htmlReport } from './on-server.js';
import type { Report } from './report.js';

const report: Report = {
  title: 'Digits <& "letters">',
  sections: [
    {
      title: 'Pictures',
      text: ['Some text.'],
      pictures: [
        { picture: imageGrid({ values: [0.5], shape: [1, 1, 1] }, { alt: 'a "grey" dot' }), caption: 'Grey' },
        { picture: lossCurves({ epochs: [{ epoch: 1, terms: { loss: 1 } }] }), caption: 'Loss' },
      ],
    },
    {
      title: 'Numbers',
      tables: [{ caption: 'Figures', columns: ['figure', 'value'], rows: [['negativeElbo', 104.23456]] }],
    },
  ],
};

it('writes one page with everything in it and nothing to fetch', () => {
  const html = htmlReport(report);
  const links = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, link]) => link!);
  expect(links.length).toBeGreaterThan(2);
  for (const link of links) expect(link).toMatch(/^(data:|#)/);
  expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:\/\//);
  expect(html).not.toContain('<script');
});

it('can be read without seeing it', () => {
  const { document } = parseHTML(htmlReport(report));
  expect(document.querySelector('h1')!.textContent).toBe('Digits <& "letters">');
  expect(document.querySelector('img')!.getAttribute('alt')).toBe('a "grey" dot');
  expect(document.querySelector('figure > svg')!.getAttribute('aria-label')).toContain('loss: training 1');
  for (const section of document.querySelectorAll('section')) {
    const heading = document.getElementById(section.getAttribute('aria-labelledby')!);
    expect(heading?.tagName).toBe('H2');
  }
  expect(document.querySelector('caption')!.textContent).toBe('Figures');
  expect(document.querySelector('tbody th')!.getAttribute('scope')).toBe('row');
  expect(document.querySelector('td.number')!.textContent).toBe('104.23');
});

it('holds a picture for wide pages beside one for narrow ones', () => {
  const picture = imageGrid({ values: [0, 1], shape: [2, 1, 1] }, { alt: 'both' });
  const narrow = imageGrid({ values: [0, 1], shape: [2, 1, 1] }, { columns: 1, alt: 'both' });
  const html = htmlReport({
    title: 'Widths',
    sections: [{ title: 'One', pictures: [{ picture, narrow, caption: 'Two dots' }] }],
  });
  const { document } = parseHTML(html);
  const shown = [...document.querySelectorAll('figure > img')];
  expect(shown.map((image) => image.getAttribute('class'))).toEqual(['wide', 'narrow']);
  expect(shown.map((image) => Number(image.getAttribute('width')))).toEqual([picture.width, narrow.width]);
});

it('says where to go when there is no page to draw with', () => {
  expect(() => htmlReportInPage(report)).toThrow(OptionError);
});
