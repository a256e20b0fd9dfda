import { DataError } from '@autoencoders/errors';
import * as Plot from '@observablehq/plot';
import { colour } from './colours.js';
import { type CurvePoint, type CurveRecord, curvesOf } from './curves.js';
import { drawPlot } from './draw-plot.js';
import { formatFigure } from './format-figure.js';
import { panels } from './panels.js';
import type { VectorPicture } from './picture.js';

/** How curves are drawn. */
export interface LossCurvesOptions {
  /** Only these terms, in this order. Default: every term of the history that does not repeat another. */
  readonly terms?: readonly string[];
  /** Text alternative. Default: each term's first and last value. */
  readonly alt?: string;
}

const panel = { width: 316, height: 230 };

/**
 * Every loss term over the epochs, a panel each because their scales differ; training and validation in one
 * panel. Values are those of the history: nats where the terms are likelihoods.
 *
 * @throws {DataError} if the history has no epoch, or none of the terms.
 */
export function lossCurves(
  history: { readonly epochs: readonly CurveRecord[] },
  options: LossCurvesOptions = {},
): VectorPicture {
  const curves = curvesOf(history.epochs);
  const phases = new Set([...curves.keys()].map(phaseOf));
  const shown = (options.terms ?? distinct(curves)).flatMap((name) => {
    const points = curves.get(name);
    return points ? [{ name: shortName(name, phases), points }] : [];
  });
  if (shown.length === 0) {
    throw new DataError(`the history has ${history.epochs.length} epochs and no term to draw`);
  }
  const series = [...new Set(shown.flatMap(({ points }) => points.map((point) => point.series)))];
  return panels({
    alt: options.alt ?? shown.map(({ name, points }) => describe(name, points)).join(' '),
    columns: 3,
    panel,
    series,
    plots: shown.map(
      ({ name, points }) =>
        (document) =>
          drawTerm(document, name, points, series),
    ),
  });
}

/** The terms, without those that repeat another (a loss that is one of its own terms). */
function distinct(curves: ReadonlyMap<string, readonly CurvePoint[]>): string[] {
  const seen = new Set<string>();
  return [...curves].flatMap(([name, points]) => {
    const drawn = JSON.stringify(points);
    if (seen.has(drawn)) return [];
    seen.add(drawn);
    return [name];
  });
}

/** The phase of a term `phase/term`. */
function phaseOf(term: string): string {
  return term.includes('/') ? term.slice(0, term.indexOf('/')) : '';
}

/** The name of a term; without its phase where there is only one. */
function shortName(term: string, phases: ReadonlySet<string>): string {
  return phases.size > 1 ? term : term.slice(term.indexOf('/') + 1);
}

function drawTerm(
  document: Document,
  name: string,
  points: readonly CurvePoint[],
  series: readonly string[],
): SVGSVGElement {
  const epochs = points.map(({ epoch }) => epoch);
  const [first, last] = [Math.min(...epochs), Math.max(...epochs)];
  const channels = { x: 'epoch', y: 'value', z: 'series', stroke: 'series' };
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
