import { DataError, ShapeError } from '@autoencoders/errors';
import * as Plot from '@observablehq/plot';
import { colour } from './colours.js';
import { drawPlot } from './draw-plot.js';
import type { VectorPicture } from './picture.js';

/** Which classes examples are of, and which they were taken for. */
export interface Confusion {
  /** The classes, in the order of rows and columns. */
  readonly classes: ArrayLike<number>;
  /** `[classes, classes]`, row after row: examples of the row's class that were taken for the column's. */
  readonly counts: ArrayLike<number>;
  /** A name for each class. Default: the class. */
  readonly names?: readonly string[] | undefined;
}

/** How the matrix is drawn. */
export interface ConfusionMapOptions {
  /** Width that the picture may take, in CSS pixels. Default 720. */
  readonly width?: number;
  /** Text alternative. */
  readonly alt?: string;
}

/** Longer names are cut. */
const longestName = 18;
/** A cell's side from which on counts are written into it. */
const readable = 21;

/**
 * A confusion matrix as a heat map with counts: rows are true classes, columns predicted ones. The larger the share of
 * its row, the stronger a cell's colour: blue is right, red is wrong.
 *
 * @throws {ShapeError} if counts or names do not fit the classes.
 * @throws {DataError} if a count is not a whole number of at least 0, or all are 0.
 */
export function confusionMap(confusion: Confusion, options: ConfusionMapOptions = {}): VectorPicture {
  const { names, cells, accuracy } = checkConfusion(confusion);
  const shown = names.map((name) =>
    name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name,
  );
  const longest = Math.max(...shown.map(({ length }) => length)) * 7.2;
  const marginLeft = Math.ceil(longest) + 40;
  const { width: available = 720 } = options;
  const side = Math.max(9, Math.min(56, Math.floor((available - marginLeft - 12) / names.length)));
  const turned = longest + 8 > side;
  const marginTop = turned ? marginLeft : 52;
  const width = marginLeft + side * names.length + 12;
  const height = marginTop + side * names.length + 12;
  const fontSize = Math.min(13, Math.max(8, side * 0.36));
  const channels = { x: 'predicted', y: 'truth' } as const;
  const place = names.map((_, index) => index);
  return {
    kind: 'vector',
    width,
    height,
    alt: options.alt ?? describe(names, cells, accuracy),
    draw: (document) =>
      drawPlot(document, {
        width,
        height,
        marginTop,
        marginLeft,
        marginRight: 12,
        marginBottom: 12,
        x: {
          axis: 'top',
          domain: place,
          padding: 0.04,
          label: 'predicted',
          labelAnchor: 'center',
          labelArrow: 'none',
          labelOffset: marginTop - 8,
          tickSize: 0,
          tickFormat: (index: number) => shown[index]!,
          ...(turned ? { tickRotate: -90 } : {}),
        },
        y: {
          domain: place,
          padding: 0.04,
          label: 'truth',
          labelAnchor: 'center',
          labelArrow: 'none',
          labelOffset: marginLeft - 6,
          tickSize: 0,
          tickFormat: (index: number) => shown[index]!,
        },
        marks: [
          Plot.cell(cells, {
            ...channels,
            fill: ({ truth, predicted }: Cell) => (truth === predicted ? colour(0) : colour(2)),
            // The root brings out rare errors, which are what one looks for.
            fillOpacity: ({ share }: Cell) => Math.sqrt(share),
          }),
          Plot.cell(cells, { ...channels, stroke: 'currentColor', strokeOpacity: 0.12 }),
          ...(side >= readable
            ? [
                Plot.text(
                  cells.filter(({ count }) => count > 0),
                  {
                    ...channels,
                    text: ({ count }: Cell) => shortCount(count),
                    fontSize,
                    fill: ({ share }: Cell) => (Math.sqrt(share) > 0.6 ? 'white' : 'currentColor'),
                  },
                ),
              ]
            : []),
        ],
        color: { type: 'identity' },
        opacity: { type: 'identity' },
      }),
  };
}

interface Cell {
  readonly truth: number;
  readonly predicted: number;
  readonly count: number;
  /** Of the examples of its row, from 0 to 1; 0 where there are none. */
  readonly share: number;
}

/** The matrix, checked, cell by cell. */
export function checkConfusion({ classes, counts, names: given }: Confusion) {
  const size = classes.length;
  const names = given ? [...given] : Array.from(classes, String);
  if (size === 0 || counts.length !== size * size || names.length !== size) {
    throw new ShapeError(
      `there are ${size} classes, ${counts.length} counts and ${names.length} names: ` +
        'give at least one class, a count for each pair and a name for each class',
    );
  }
  for (let i = 0; i < counts.length; i++) {
    if (!Number.isInteger(counts[i]) || counts[i]! < 0) {
      throw new DataError(
        `a count of the confusion matrix is ${counts[i]}: give whole numbers of at least 0`,
      );
    }
  }
  const rows = names.map((_, row) =>
    Array.from({ length: size }, (_, column) => counts[row * size + column]!),
  );
  const totals = rows.map((row) => row.reduce((sum, count) => sum + count, 0));
  const total = totals.reduce((sum, count) => sum + count, 0);
  if (total === 0) throw new DataError('all counts of the confusion matrix are 0: there is nothing to show');
  const cells = rows.flatMap((row, truth) =>
    row.map((count, predicted): Cell => ({ truth, predicted, count, share: count / (totals[truth]! || 1) })),
  );
  const right = rows.reduce((sum, row, index) => sum + row[index]!, 0);
  return { names, cells, total, accuracy: right / total };
}

function shortCount(count: number): string {
  return count < 10_000 ? String(count) : `${Math.round(count / 1000)}k`;
}

function describe(names: readonly string[], cells: readonly Cell[], accuracy: number): string {
  const wrong = cells
    .filter(({ truth, predicted, count }) => truth !== predicted && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, 3)
    .map(({ truth, predicted, count }) => `${names[truth]} taken for ${names[predicted]} ${count} times`);
  const most = wrong.length > 0 ? ` Most often ${wrong.join(', ')}.` : '';
  return `Confusion matrix of ${names.length} classes, ${(accuracy * 100).toFixed(1)} % right.${most}`;
}
