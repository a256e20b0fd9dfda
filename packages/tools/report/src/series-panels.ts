import { checkInteger, formatShape, ShapeError } from '@autoencoders/errors';
import * as Plot from '@observablehq/plot';
import { colour } from './colours.js';
import { drawPlot } from './draw-plot.js';
import { panels } from './panels.js';
import type { VectorPicture } from './picture.js';

/** Vectors or sequences as numbers. */
export interface Series {
  /** Values in the order of the shape. */
  readonly values: ArrayLike<number>;
  /** `[count, ...]`; all after the first dimension is drawn along x. */
  readonly shape: readonly number[];
}

/** How vectors are laid out. */
export interface SeriesPanelsOptions {
  /** Panels in a row. Default 4. */
  readonly columns?: number;
  /** A title for each panel. Default none. */
  readonly titles?: readonly string[];
  /** Text alternative. */
  readonly alt?: string;
}

const panel = { width: 237, height: 150 };
const titleHeight = 16;

/**
 * Vectors or sequences, value over position: the first of each name in one panel, the second in the next.
 *
 * @throws {ShapeError} if there are none, they differ in shape or are not `[count, …]`.
 */
export function seriesPanels(
  rows: Readonly<Record<string, Series>>,
  options: SeriesPanelsOptions = {},
): VectorPicture {
  const names = Object.keys(rows);
  const { count, length } = checkSeries(rows);
  const { columns = 4, titles } = options;
  checkInteger('columns', columns);
  const size = { ...panel, height: panel.height + (titles ? titleHeight : 0) };
  return panels({
    alt: options.alt ?? `${count} plots of value over position: ${names.join('; ')}`,
    columns,
    panel: size,
    series: names,
    plots: Array.from({ length: count }, (_, example) => (document: Document) => {
      const points = Object.entries(rows).flatMap(([series, { values }]) =>
        Array.from({ length }, (_, position) => ({
          position,
          value: values[example * length + position]!,
          series,
        })),
      );
      return drawPlot(document, {
        ...size,
        marginLeft: 40,
        marginTop: 12 + (titles ? titleHeight : 0),
        x: { label: null, ticks: 4, tickFormat: 'd' },
        y: { label: null, ticks: 4, nice: true, grid: true },
        color: { domain: names, range: names.map((_, index) => colour(index)) },
        marks: [
          ...(titles ? [title(titles[example] ?? '')] : []),
          Plot.line(points, { x: 'position', y: 'value', z: 'series', stroke: 'series' }),
          ...(length < 30 ? [Plot.dot(points, { x: 'position', y: 'value', fill: 'series', r: 2 })] : []),
        ],
      });
    }),
  });
}

function title(text: string): Plot.Text {
  return Plot.text([text], {
    frameAnchor: 'top-left',
    textAnchor: 'start',
    lineAnchor: 'bottom',
    dy: -8,
    fontSize: 13,
  });
}

function checkSeries(rows: Readonly<Record<string, Series>>): { count: number; length: number } {
  const all = Object.entries(rows);
  const [count = 0, ...shape] = all[0]?.[1].shape ?? [];
  const length = shape.reduce((size, dimension) => size * dimension, 1);
  const fit = all.every(
    ([, series]) =>
      formatShape(series.shape) === formatShape([count, ...shape]) && series.values.length === count * length,
  );
  if (!fit || shape.length === 0 || count * length === 0) {
    const found = all.map(([name, series]) => `'${name}' ${formatShape(series.shape)}`).join(', ');
    throw new ShapeError(
      `the series have the shapes ${found || 'of none'}: all must have the same [count, …]`,
    );
  }
  return { count, length };
}
