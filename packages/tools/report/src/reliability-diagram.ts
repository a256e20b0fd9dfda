import { checkNumber, DataError } from '@autoencoders/errors';
import * as Plot from '@observablehq/plot';
import { colour } from './colours.js';
import { drawPlot } from './draw-plot.js';
import { panels } from './panels.js';
import type { VectorPicture } from './picture.js';

/** Predictions of about the same confidence. */
export interface ReliabilityBin {
  /** Their mean confidence, from 0 to 1. */
  readonly confidence: number;
  /** The share of them that is right, from 0 to 1. */
  readonly accuracy: number;
  /** How many there are; bins without any are left out. */
  readonly count: number;
}

/** How the diagram is drawn. */
export interface ReliabilityDiagramOptions {
  /** Width in CSS pixels. Default 580. */
  readonly width?: number;
  /** Text alternative. */
  readonly alt?: string;
}

const histogramHeight = 140;
const margin = { marginLeft: 56, marginRight: 20 };
const sides = { marginTop: 12, marginBottom: 38 };

/**
 * Confidence against accuracy: on the dashed diagonal, predictions are right as often as they claim; below it they
 * claim too much. Dots are the larger the more predictions they stand for, whose share bars show below.
 * Source: Guo, Pleiss, Sun and Weinberger 2017, "On Calibration of Modern Neural Networks", figure 1.
 *
 * @param series bins by the name of what predicted, such as before and after a calibration
 * @throws {DataError} if there is no prediction, or a value is not from 0 to 1.
 * @throws {OptionError} if `width` is below 160.
 */
export function reliabilityDiagram(
  series: Readonly<Record<string, readonly ReliabilityBin[]>>,
  options: ReliabilityDiagramOptions = {},
): VectorPicture {
  const { width = 580 } = options;
  checkNumber('width', width, 160);
  const size = { width, height: Math.round(width * 0.85) };
  const names = Object.keys(series);
  const points = Object.entries(series).flatMap(([name, bins]) => {
    const filled = checkBins(name, bins);
    const total = filled.reduce((sum, { count }) => sum + count, 0);
    return filled.map((bin) => ({ name, ...bin, share: bin.count / total }));
  });
  if (points.length === 0)
    throw new DataError('there are no predictions to draw: give at least one bin with some');
  const colours = { domain: names, range: names.map((_, index) => colour(index)) };
  const axes = { labelAnchor: 'center', labelArrow: 'none', domain: [0, 1], tickFormat: '.0%' } as const;
  const diagram = (document: Document) =>
    drawPlot(document, {
      ...size,
      ...margin,
      ...sides,
      x: { ...axes, label: 'confidence' },
      y: { ...axes, label: 'accuracy', grid: true },
      color: colours,
      r: { type: 'identity' },
      marks: [
        Plot.line(
          [
            [0, 0],
            [1, 1],
          ],
          { strokeDasharray: '4 4', strokeOpacity: 0.6 },
        ),
        Plot.ruleX(points, {
          x: 'confidence',
          y1: 'confidence',
          y2: 'accuracy',
          stroke: 'name',
          strokeOpacity: 0.45,
        }),
        Plot.line(points, { x: 'confidence', y: 'accuracy', z: 'name', stroke: 'name', strokeWidth: 2 }),
        Plot.dot(points, {
          x: 'confidence',
          y: 'accuracy',
          fill: 'name',
          r: ({ share }: { share: number }) => 3 + 9 * Math.sqrt(share),
          fillOpacity: 0.9,
        }),
      ],
    });
  const counts = (document: Document) =>
    drawPlot(document, {
      width,
      height: histogramHeight,
      ...margin,
      ...sides,
      x: { ...axes, label: 'confidence' },
      y: {
        label: 'share',
        labelAnchor: 'center',
        labelArrow: 'none',
        ticks: 4,
        tickFormat: '.0%',
        grid: true,
      },
      color: colours,
      marks: names.map((name, index) =>
        Plot.ruleX(
          points.filter((point) => point.name === name),
          {
            x: 'confidence',
            y: 'share',
            stroke: 'name',
            strokeWidth: 6,
            dx: (index - (names.length - 1) / 2) * 7,
          },
        ),
      ),
    });
  return stacked(options.alt ?? describe(points), names, size, diagram, counts);
}

type Draw = (document: Document) => SVGSVGElement;

/** The diagram with its counts below, under one legend. */
function stacked(
  alt: string,
  names: readonly string[],
  size: { readonly width: number; readonly height: number },
  diagram: Draw,
  counts: Draw,
): VectorPicture {
  const panel = { width: size.width, height: size.height + histogramHeight };
  return panels({
    alt,
    columns: 1,
    panel,
    series: names,
    plots: [
      (document) => {
        const [drawing, below] = [diagram(document), counts(document)];
        below.setAttribute('y', String(size.height));
        drawing.setAttribute('height', String(panel.height));
        drawing.setAttribute('viewBox', `0 0 ${panel.width} ${panel.height}`);
        drawing.append(below);
        return drawing;
      },
    ],
  });
}

function checkBins(name: string, bins: readonly ReliabilityBin[]): readonly ReliabilityBin[] {
  const filled = bins.filter(({ count }) => count > 0);
  for (const { confidence, accuracy } of filled) {
    if (!(confidence >= 0 && confidence <= 1 && accuracy >= 0 && accuracy <= 1)) {
      throw new DataError(
        `a bin of '${name}' has confidence ${confidence} and accuracy ${accuracy}: both must be from 0 to 1`,
      );
    }
  }
  return filled;
}

function describe(points: readonly (ReliabilityBin & { readonly name: string })[]): string {
  const gaps = [...new Set(points.map(({ name }) => name))].map((name) => {
    const own = points.filter((point) => point.name === name);
    const total = own.reduce((sum, { count }) => sum + count, 0);
    const mean = (of: 'confidence' | 'accuracy') =>
      `${((100 * own.reduce((sum, bin) => sum + bin[of] * bin.count, 0)) / total).toFixed(1)} %`;
    return `${name}: mean confidence ${mean('confidence')}, accuracy ${mean('accuracy')}`;
  });
  return `Confidence against accuracy. ${gaps.join('; ')}.`;
}
