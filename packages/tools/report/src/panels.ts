import { colour } from './colours.js';
import { svgElement } from './draw-plot.js';
import type { VectorPicture } from './picture.js';

/** Small plots beside each other under one legend. */
export interface Panels {
  readonly alt: string;
  readonly columns: number;
  /** Size of each plot in CSS pixels. */
  readonly panel: { readonly width: number; readonly height: number };
  /** Names of the series, in the order of their colours; with a single one there is no legend. */
  readonly series: readonly string[];
  readonly plots: readonly ((document: Document) => SVGSVGElement)[];
}

const legendHeight = 24;

/** Small plots beside each other as one picture. */
export function panels({ alt, columns, panel, series, plots }: Panels): VectorPicture {
  const top = series.length > 1 ? legendHeight : 0;
  const width = Math.min(columns, plots.length) * panel.width;
  const height = top + Math.ceil(plots.length / columns) * panel.height;
  const attributes = {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    'font-family': 'system-ui, sans-serif',
    'font-size': 12,
    fill: 'currentColor',
  };
  return {
    kind: 'vector',
    width,
    height,
    alt,
    draw: (document) => {
      const drawing = svgElement(document, 'svg', attributes) as SVGSVGElement;
      if (top > 0) drawing.append(legend(document, series));
      for (const [index, draw] of plots.entries()) {
        const plot = draw(document);
        plot.setAttribute('x', String((index % columns) * panel.width));
        plot.setAttribute('y', String(top + Math.floor(index / columns) * panel.height));
        drawing.append(plot);
      }
      return drawing;
    },
  };
}

function legend(document: Document, series: readonly string[]): SVGElement {
  const group = svgElement(document, 'g', { transform: 'translate(8, 14)' });
  let x = 0;
  for (const [index, name] of series.entries()) {
    const line = { x1: x, x2: x + 18, y1: -4, y2: -4, 'stroke-width': 3, stroke: colour(index) };
    const text = svgElement(document, 'text', { x: x + 24, y: 0 });
    text.textContent = name;
    group.append(svgElement(document, 'line', line), text);
    x += Math.max(120, 44 + name.length * 7);
  }
  return group;
}
