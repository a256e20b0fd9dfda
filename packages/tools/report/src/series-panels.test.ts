import { ShapeError } from '@autoencoders/errors';
import { expect, it } from 'vitest';
import { toSvg } from './on-server.js';
import { seriesPanels } from './series-panels.js';

const series = (count: number, length: number) => ({
  values: new Float32Array(count * length),
  shape: [count, length],
});

it('draws the first of each name in one panel, the second in the next', () => {
  const picture = seriesPanels({ a: series(3, 5), b: series(3, 5), 'a longer name': series(3, 5) });
  const svg = toSvg(picture);
  expect(svg.match(/<circle/g)).toHaveLength(3 * 3 * 5);
  expect(svg).toContain('>a longer name</text>');
  expect(picture.alt).toBe('3 plots of value over position: a; b; a longer name');
  expect(seriesPanels({ a: series(3, 5) }, { columns: 1 }).height).toBe(3 * 150);
});

it('names what does not fit', () => {
  expect(() => seriesPanels({})).toThrow(ShapeError);
  expect(() => seriesPanels({ a: series(2, 3), b: series(2, 4) })).toThrow(/'a' \[2, 3\], 'b' \[2, 4\]/);
  expect(() => seriesPanels({ a: { values: [1, 2], shape: [2] } })).toThrow(ShapeError);
  expect(() => seriesPanels({ a: { values: [1], shape: [1, 2] } })).toThrow(ShapeError);
});
