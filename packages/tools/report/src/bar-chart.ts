import { checkNumber, DataError } from '@autoencoders/errors';
import * as Plot from '@observablehq/plot';
import { colour } from './colours.js';
import { drawPlot } from './draw-plot.js';
import { panels } from './panels.js';
import type { VectorPicture } from './picture.js';

/** A bar of a chart. */
export interface Bar {
  readonly name: string;
  /** How long it is, from 0. */
  readonly count: number;
}

/** How bars are drawn. */
export interface BarChartOptions {
  /** What the names are. */
  readonly xLabel: string;
  /** What is counted. */
  readonly yLabel: string;
  /** Width in CSS pixels. Default 640. */
  readonly width?: number;
  /** Text alternative. */
  readonly alt?: string;
}

/**
 * How often each of a few things is there, in the order given, such as ratings of each number of stars.
 *
 * @throws {DataError} without bars, naming one whose count is not a number of at least 0, or a name that is there twice.
 * @throws {OptionError} if `width` is below 160.
 */
export function barChart(bars: readonly Bar[], options: BarChartOptions): VectorPicture {
  const { xLabel, yLabel, width = 640, alt } = options;
  checkNumber('width', width, 160);
  checkBars(bars);
  const size = { width, height: Math.round(Math.max(200, width * 0.4)) };
  return panels({
    alt: alt ?? `${yLabel} by ${xLabel}: ${bars.map(({ name, count }) => `${name} ${count}`).join(', ')}.`,
    columns: 1,
    panel: size,
    series: [yLabel],
    plots: [
      (document) =>
        drawPlot(document, {
          ...size,
          marginLeft: 62,
          marginTop: 28,
          marginBottom: 40,
          x: {
            label: xLabel,
            labelAnchor: 'center',
            labelArrow: 'none',
            domain: bars.map(({ name }) => name),
            padding: 0.15,
          },
          y: { label: yLabel, labelArrow: 'none', grid: true, nice: true, ticks: 5, tickFormat: thousands },
          marks: [
            Plot.barY(bars, { x: 'name', y: 'count', fill: colour(0), fillOpacity: 0.85 }),
            Plot.text(bars, {
              x: 'name',
              y: 'count',
              text: ({ count }: Bar) => (bars.length > 12 ? '' : thousands(count)),
              dy: -7,
              fill: 'currentColor',
            }),
            Plot.ruleY([0]),
          ],
        }),
    ],
  });
}

function thousands(count: number): string {
  return count.toLocaleString('en');
}

function checkBars(bars: readonly Bar[]): void {
  if (bars.length === 0) throw new DataError('there are no bars to draw: give at least one');
  const seen = new Set<string>();
  for (const { name, count } of bars) {
    if (!(count >= 0 && Number.isFinite(count))) {
      throw new DataError(`the count of '${name}' is ${count}: give a number of at least 0`);
    }
    if (seen.has(name))
      throw new DataError(`there are two bars named '${name}': give each a name of its own`);
    seen.add(name);
  }
}
