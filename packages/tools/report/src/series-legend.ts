import { colour } from './colours.js';
import { svgElement } from './draw-plot.js';

/** A legend of series with its height in CSS pixels. */
export interface SeriesLegend {
  readonly height: number;
  draw(document: Document): SVGElement;
}

const rowHeight = 24;

/** Names of series beside their colours, in as many rows as the width asks for; nothing for a single one. */
export function seriesLegend(series: readonly string[], width: number): SeriesLegend {
  if (series.length < 2) return { height: 0, draw: (document) => svgElement(document, 'g', {}) };
  const places: { name: string; x: number; row: number }[] = [];
  let [x, row] = [0, 0];
  for (const name of series) {
    const taken = Math.max(series.length > 6 ? 64 : 120, 44 + name.length * 7);
    if (x > 0 && x + taken > width) [x, row] = [0, row + 1];
    places.push({ name, x, row });
    x += taken;
  }
  return {
    height: (row + 1) * rowHeight,
    draw: (document) => {
      const group = svgElement(document, 'g', { transform: 'translate(8, 14)' });
      for (const [index, { name, x, row }] of places.entries()) {
        const y = row * rowHeight;
        const line = { x1: x, x2: x + 18, y1: y - 4, y2: y - 4, 'stroke-width': 3, stroke: colour(index) };
        const text = svgElement(document, 'text', { x: x + 24, y });
        text.textContent = name;
        group.append(svgElement(document, 'line', line), text);
      }
      return group;
    },
  };
}
