import { checkNumber, DataError, ShapeError } from '@autoencoders/errors';
import * as Plot from '@observablehq/plot';
import { colour } from './colours.js';
import { drawPlot } from './draw-plot.js';
import { panels } from './panels.js';
import type { VectorPicture } from './picture.js';

/** A receiver operating characteristic, from (0, 0) to (1, 1). */
export interface Roc {
  /** Share of the negatives above each threshold, ascending. */
  readonly falsePositiveRates: ArrayLike<number>;
  /** Share of the positives above each threshold, ascending. */
  readonly truePositiveRates: ArrayLike<number>;
}

/** How the curve is drawn. */
export interface RocDiagramOptions {
  /** A dot is drawn there: the shares above the threshold that is used. */
  readonly at?: { readonly falsePositiveRate: number; readonly truePositiveRate: number } | undefined;
  /** Width in CSS pixels. Default 460. */
  readonly width?: number;
  /** Text alternative. */
  readonly alt?: string;
}

/** Points nearer than this in both directions are one on paper. */
const near = 1e-3;

/**
 * A receiver operating characteristic: the share of positives found over the share of negatives called positive, for
 * every threshold. By chance it is the dashed diagonal.
 * Source: Fawcett 2006, "An introduction to ROC analysis", figure 3.
 *
 * @throws {ShapeError} when there is not one true-positive rate for each false-positive rate.
 * @throws {DataError} without points, or naming the first that is not within [0, 1].
 * @throws {OptionError} if `width` is below 160.
 */
export function rocDiagram(roc: Roc, options: RocDiagramOptions = {}): VectorPicture {
  const { at, width = 460 } = options;
  checkNumber('width', width, 160);
  const points = pointsOf(roc);
  const size = { width, height: Math.round(width * 0.9) };
  const axes = { labelAnchor: 'center', labelArrow: 'none', domain: [0, 1], tickFormat: '.0%' } as const;
  return panels({
    alt: options.alt ?? describe(roc),
    columns: 1,
    panel: size,
    series: ['ROC'],
    plots: [
      (document) =>
        drawPlot(document, {
          ...size,
          marginLeft: 60,
          marginRight: 20,
          marginTop: 12,
          marginBottom: 40,
          x: { ...axes, label: 'normal examples called anomalous', grid: true },
          y: { ...axes, label: 'anomalies found', grid: true },
          marks: [
            Plot.line(
              [
                [0, 0],
                [1, 1],
              ],
              { strokeDasharray: '4 4', strokeOpacity: 0.6 },
            ),
            Plot.line(points, { x: 'x', y: 'y', stroke: colour(0), strokeWidth: 2.5 }),
            ...(at
              ? [
                  Plot.dot([at], {
                    x: 'falsePositiveRate',
                    y: 'truePositiveRate',
                    r: 5,
                    fill: colour(2),
                  }),
                ]
              : []),
          ],
        }),
    ],
  });
}

/** The points of the curve that can be told apart. */
function pointsOf({ falsePositiveRates, truePositiveRates }: Roc) {
  const count = falsePositiveRates.length;
  if (truePositiveRates.length !== count) {
    throw new ShapeError(
      `there are ${count} false-positive rates and ${truePositiveRates.length} true-positive rates: give as many`,
    );
  }
  if (count === 0) throw new DataError('the curve has no points: give at least one');
  const points: { x: number; y: number }[] = [];
  for (let i = 0; i < count; i++) {
    const [x, y] = [falsePositiveRates[i]!, truePositiveRates[i]!];
    if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
      throw new DataError(`point ${i} of the curve is (${x}, ${y}): both must be from 0 to 1`);
    }
    const last = points.at(-1);
    const seen = !last || i === count - 1 || x - last.x >= near || y - last.y >= near;
    if (seen) points.push({ x, y });
  }
  return points;
}

function describe({ falsePositiveRates, truePositiveRates }: Roc): string {
  const found = [0.01, 0.1].map((most) => {
    let last = 0;
    while (last + 1 < falsePositiveRates.length && falsePositiveRates[last + 1]! <= most) last += 1;
    return `${(100 * truePositiveRates[last]!).toFixed(1)} % of anomalies are found with ${100 * most} % of normal examples called anomalous`;
  });
  return `Receiver operating characteristic. ${found.join('; ')}.`;
}
