import { DataError } from '@autoencoders/errors';
import * as Plot from '@observablehq/plot';
import { colour } from './colours.js';
import { drawPlot } from './draw-plot.js';
import { panels } from './panels.js';
import type { VectorPicture } from './picture.js';

/** One line of a chart. */
export interface Line {
  readonly name: string;
  /** Those that are not finite leave a gap. */
  readonly values: ArrayLike<number>;
  /** Where along the axis each value is. Default 1, 2, 3, … */
  readonly at?: ArrayLike<number>;
}

/** How lines are drawn. */
export interface LineChartOptions {
  /** What the axis counts or measures, with its unit. */
  readonly xLabel: string;
  /** What the values are, with their unit. */
  readonly yLabel: string;
  /** Logarithmic values: those that are not positive leave a gap. Default false. */
  readonly logarithmic?: boolean;
  /** Text alternative. */
  readonly alt: string;
}

const size = { width: 640, height: 340 };

/**
 * Lines over a common axis, such as singular values over their rank or a loss over time.
 *
 * @throws {DataError} if there is no line, no value that can be drawn, or a line has another number of places than of
 * values.
 */
export function lineChart(lines: readonly Line[], options: LineChartOptions): VectorPicture {
  const { xLabel, yLabel, logarithmic = false, alt } = options;
  for (const { name, values, at } of lines) {
    if (at && at.length !== values.length) {
      throw new DataError(
        `the line '${name}' has ${values.length} values and ${at.length} places along the axis`,
      );
    }
  }
  const points = lines.flatMap(({ name, values, at }) =>
    Array.from(values, (value, index) => ({
      name,
      at: at?.[index] ?? index + 1,
      value: Number.isFinite(value) && (!logarithmic || value > 0) ? value : Number.NaN,
    })),
  );
  if (!points.some(({ value }) => Number.isFinite(value))) {
    throw new DataError(`there are ${lines.length} lines and no value to draw: give at least one`);
  }
  const names = lines.map(({ name }) => name);
  return panels({
    alt,
    columns: 1,
    panel: size,
    series: names,
    plots: [
      (document) =>
        drawPlot(document, {
          ...size,
          marginLeft: 76,
          marginTop: 30,
          marginBottom: 38,
          x: { label: xLabel, labelAnchor: 'center', labelArrow: 'none' },
          y: {
            label: yLabel,
            labelArrow: 'none',
            grid: true,
            nice: true,
            ...(logarithmic ? { type: 'log' as const, tickFormat: '~g', ticks: 6 } : {}),
          },
          color: { domain: names, range: names.map((_, index) => colour(index)) },
          marks: [Plot.line(points, { x: 'at', y: 'value', z: 'name', stroke: 'name', strokeWidth: 2 })],
        }),
    ],
  });
}
