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
export interface SeriesPairsOptions {
  /** Panels in a row. Default 4. */
  readonly columns?: number;
  /** Text alternative. */
  readonly alt?: string;
}

const panel = { width: 237, height: 150 };
const names = ['original', 'reconstruction'] as const;

/**
 * Vectors or sequences, each in a panel with its reconstruction: value over position.
 *
 * @throws {ShapeError} if the two differ in shape or are not `[count, …]`.
 */
export function seriesPairs(
  originals: Series,
  reconstructions: Series,
  options: SeriesPairsOptions = {},
): VectorPicture {
  const [count = 0, ...shape] = originals.shape;
  const length = shape.reduce((size, dimension) => size * dimension, 1);
  const same = formatShape(originals.shape) === formatShape(reconstructions.shape);
  if (!same || shape.length === 0 || count * length === 0 || originals.values.length !== count * length) {
    throw new ShapeError(
      `the originals have shape ${formatShape(originals.shape)}, the reconstructions ` +
        `${formatShape(reconstructions.shape)}: both must be the same [count, …]`,
    );
  }
  const columns = options.columns ?? 4;
  checkInteger('columns', columns);
  return panels({
    alt: options.alt ?? `${count} originals, each with its reconstruction drawn over it`,
    columns,
    panel,
    series: names,
    plots: Array.from({ length: count }, (_, example) => (document: Document) => {
      const points = [originals, reconstructions].flatMap(({ values }, which) =>
        Array.from({ length }, (_, position) => ({
          position,
          value: values[example * length + position]!,
          series: names[which]!,
        })),
      );
      return drawPlot(document, {
        ...panel,
        marginLeft: 40,
        marginTop: 12,
        x: { label: null, ticks: 4, tickFormat: 'd' },
        y: { label: null, ticks: 4, nice: true, grid: true },
        color: { domain: [...names], range: names.map((_, index) => colour(index)) },
        marks: [
          Plot.line(points, { x: 'position', y: 'value', z: 'series', stroke: 'series' }),
          ...(length < 30 ? [Plot.dot(points, { x: 'position', y: 'value', fill: 'series', r: 2 })] : []),
        ],
      });
    }),
  });
}
