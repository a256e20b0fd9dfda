import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { seriesLegend } from './series-legend.js';

it('breaks into rows that fit the width, and is nothing for one series', () => {
  const { document } = parseHTML('<body></body>');
  const names = Array.from({ length: 10 }, (_, index) => `class ${index}`);
  const legend = seriesLegend(names, 300);
  const texts = [...legend.draw(document as unknown as Document).querySelectorAll('text')];
  expect(texts.map(({ textContent }) => textContent)).toEqual(names);
  const places = texts.map((text) => ({
    x: Number(text.getAttribute('x')),
    y: Number(text.getAttribute('y')),
  }));
  for (const { x } of places) expect(x + 7 * 7).toBeLessThan(300);
  expect(legend.height).toBe(24 * new Set(places.map(({ y }) => y)).size);
  expect(seriesLegend(['only'], 300).height).toBe(0);
});
