import { DataError } from '@autoencoders/errors';
import * as Plot from '@observablehq/plot';
import { colour } from './colours.js';
import { type CurvePoint, curvesOf, type EpochRecord } from './curves.js';
import { drawPlot, svgElement } from './draw-plot.js';
import { formatFigure } from './format-figure.js';
import type { VectorPicture } from './picture.js';

/** How curves are drawn. */
export interface LossCurvesOptions {
  /** Only these terms, in this order. Default: every term of the history. */
  readonly terms?: readonly string[];
  /** Text alternative. Default: each term's first and last value. */
  readonly alt?: string;
}

const panel = { width: 316, height: 230 };
const legendHeight = 24;

/**
 * Every loss term over the epochs, a panel each because their scales differ; training and validation in one
 * panel. Values are those of the history: nats where the terms are likelihoods.
 *
 * @throws {DataError} if the history has no epoch, or none of the terms.
 */
export function lossCurves(
  history: { readonly epochs: readonly EpochRecord[] },
  options: LossCurvesOptions = {},
): VectorPicture {
  const curves = curvesOf(history.epochs);
  const names = options.terms ?? [...curves.keys()];
  const panels = names.flatMap((name) => {
    const points = curves.get(name);
    return points ? [{ name, points }] : [];
  });
  if (panels.length === 0) {
    throw new DataError(`the history has ${history.epochs.length} epochs and no term to draw`);
  }
  const series = [...new Set(panels.flatMap(({ points }) => points.map((point) => point.series)))];
  const top = series.length > 1 ? legendHeight : 0;
  const columns = Math.min(3, panels.length);
  const width = columns * panel.width;
  const height = top + Math.ceil(panels.length / columns) * panel.height;

  return {
    kind: 'vector',
    width,
    height,
    alt: options.alt ?? panels.map(({ name, points }) => describe(name, points)).join(' '),
    draw: (document) => {
      const drawing = svgElement(document, 'svg', {
        width,
        height,
        viewBox: `0 0 ${width} ${height}`,
        'font-family': 'system-ui, sans-serif',
        'font-size': 12,
        fill: 'currentColor',
      }) as SVGSVGElement;
      if (top > 0) drawing.append(legend(document, series));
      for (const [index, { name, points }] of panels.entries()) {
        const child = drawPanel(document, name, points, series);
        child.setAttribute('x', String((index % columns) * panel.width));
        child.setAttribute('y', String(top + Math.floor(index / columns) * panel.height));
        drawing.append(child);
      }
      return drawing;
    },
  };
}

function drawPanel(
  document: Document,
  name: string,
  points: readonly CurvePoint[],
  series: readonly string[],
): SVGSVGElement {
  const epochs = points.map(({ epoch }) => epoch);
  const [first, last] = [Math.min(...epochs), Math.max(...epochs)];
  const channels = { x: 'epoch', y: 'value', stroke: 'series' };
  return drawPlot(document, {
    ...panel,
    marginLeft: 52,
    marginTop: 34,
    marginRight: 14,
    marginBottom: 38,
    x: {
      label: 'epoch',
      labelAnchor: 'center',
      labelArrow: 'none',
      domain: first === last ? [first - 1, first + 1] : [first, last],
      ticks: wholeTicks(first, last),
      tickFormat: 'd',
    },
    y: { label: name, labelArrow: 'none', grid: true, nice: true, ticks: 5 },
    color: { domain: [...series], range: series.map((_, index) => colour(index)) },
    marks: [
      Plot.line(points, { ...channels, strokeWidth: 2 }),
      ...(last - first < 30 ? [Plot.dot(points, { ...channels, fill: 'series', r: 2.5 })] : []),
    ],
  });
}

/** At most six whole numbers. */
function wholeTicks(first: number, last: number): number[] {
  const stride = Math.max(1, Math.ceil((last - first) / 5));
  return Array.from(
    { length: Math.floor((last - first) / stride) + 1 },
    (_, index) => first + index * stride,
  );
}

function legend(document: Document, series: readonly string[]): SVGElement {
  const group = svgElement(document, 'g', { transform: 'translate(8, 14)' });
  for (const [index, name] of series.entries()) {
    const x = index * 110;
    const line = { x1: x, x2: x + 18, y1: -4, y2: -4, 'stroke-width': 3, stroke: colour(index) };
    const text = svgElement(document, 'text', { x: x + 24, y: 0 });
    text.textContent = name;
    group.append(svgElement(document, 'line', line), text);
  }
  return group;
}

function describe(name: string, points: readonly CurvePoint[]): string {
  const parts = [...new Set(points.map(({ series }) => series))].map((series) => {
    const own = points.filter((point) => point.series === series);
    const [start, end] = [own[0]!, own[own.length - 1]!];
    return own.length === 1
      ? `${series} ${formatFigure(start.value)} at epoch ${start.epoch}`
      : `${series} from ${formatFigure(start.value)} at epoch ${start.epoch} to ${formatFigure(end.value)} ` +
          `at epoch ${end.epoch}`;
  });
  return `${name}: ${parts.join(', ')}.`;
}
