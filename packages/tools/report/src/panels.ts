import { svgElement } from './draw-plot.js';
import type { VectorPicture } from './picture.js';
import { seriesLegend } from './series-legend.js';

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

/** Small plots beside each other as one picture. */
export function panels({ alt, columns, panel, series, plots }: Panels): VectorPicture {
  const width = Math.min(columns, plots.length) * panel.width;
  const legend = seriesLegend(series, width);
  const height = legend.height + Math.ceil(plots.length / columns) * panel.height;
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
      if (legend.height > 0) drawing.append(legend.draw(document));
      for (const [index, draw] of plots.entries()) {
        const plot = draw(document);
        plot.setAttribute('x', String((index % columns) * panel.width));
        plot.setAttribute('y', String(legend.height + Math.floor(index / columns) * panel.height));
        drawing.append(plot);
      }
      return drawing;
    },
  };
}
