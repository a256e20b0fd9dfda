import { checkInteger, checkNumber, DataError, ShapeError } from '@autoencoders/errors';
import * as Plot from '@observablehq/plot';
import { colour } from './colours.js';
import { drawPlot } from './draw-plot.js';
import { formatFigure } from './format-figure.js';
import { panels } from './panels.js';
import type { VectorPicture } from './picture.js';

/** How the histogram is drawn. */
export interface ScoreHistogramOptions {
  /** A line is drawn there; scores above it are alarms. */
  readonly threshold?: number | undefined;
  /** A group for each score, 0 for the first of `names`; each has bars of its own. Default: one group. */
  readonly groups?: ArrayLike<number> | undefined;
  /** Names of the groups. */
  readonly names?: readonly string[] | undefined;
  /** Bars over the range of the scores. Default 48. */
  readonly bins?: number;
  /** Width in CSS pixels. Default 640. */
  readonly width?: number;
  /** Text alternative. */
  readonly alt?: string;
}

/** How often the median goes into the largest of positive scores before the axis is logarithmic. */
const wide = 20;

/**
 * How many scores there are of each size, with the threshold among them. Counts are on a root scale, on which the few
 * high scores are seen beside many low ones; the bars of groups begin at 0 and lie over each other. Positive scores
 * whose largest is more than 20 times their median are on a logarithmic axis.
 *
 * @throws {DataError} without scores, or naming the first score or threshold that is not finite.
 * @throws {ShapeError} when there is not one group for each score, or a group has no name.
 * @throws {OptionError} if `bins` is no positive integer or `width` below 160.
 */
export function scoreHistogram(
  scores: ArrayLike<number>,
  options: ScoreHistogramOptions = {},
): VectorPicture {
  const { threshold, groups, names = ['scores'], bins = 48, width = 640 } = options;
  checkInteger('bins', bins);
  checkNumber('width', width, 160);
  checkScores(scores, threshold);
  checkGroups(groups, names, scores.length);
  const axis = axisOf(scores, threshold);
  const bars = barsOf(scores, { groups, names, bins, axis });
  const shown = names.filter((name) => bars.some((bar) => bar.name === name));
  const size = { width, height: Math.round(Math.max(240, width / 2)) };
  return panels({
    alt: options.alt ?? describe(scores, threshold),
    columns: 1,
    panel: size,
    series: shown,
    plots: [
      (document) =>
        drawPlot(document, {
          ...size,
          marginLeft: 56,
          marginRight: 20,
          marginTop: 26,
          marginBottom: 38,
          x: {
            type: axis.logarithmic ? 'log' : 'linear',
            label: 'score',
            labelAnchor: 'center',
            labelArrow: 'none',
            domain: [axis.low, axis.high],
            ...(axis.logarithmic ? { tickFormat: '~g', ticks: 6 } : {}),
          },
          y: { type: 'sqrt', label: 'examples', labelArrow: 'none', grid: true, ticks: 6, tickFormat: '~s' },
          color: { domain: shown, range: shown.map((_, index) => colour(index)) },
          marks: [
            Plot.rect(bars, {
              x1: 'from',
              x2: 'to',
              y1: 0,
              y2: 'count',
              fill: 'name',
              fillOpacity: shown.length > 1 ? 0.65 : 0.85,
              insetLeft: 0.5,
              insetRight: 0.5,
            }),
            Plot.ruleY([0]),
            ...(threshold === undefined ? [] : thresholdMarks(threshold, axis)),
          ],
        }),
    ],
  });
}

interface Axis {
  readonly low: number;
  readonly high: number;
  readonly logarithmic: boolean;
}

/** From the lowest to the highest, the threshold among them. */
function axisOf(scores: ArrayLike<number>, threshold: number | undefined): Axis {
  const sorted = Float64Array.from(scores).sort();
  const median = sorted[sorted.length >> 1]!;
  const low = Math.min(sorted[0]!, threshold ?? Number.POSITIVE_INFINITY);
  const high = Math.max(sorted.at(-1)!, threshold ?? Number.NEGATIVE_INFINITY);
  // Scores that are all the same still want a bar with two sides.
  if (low === high) return { low: low - 0.5, high: high + 0.5, logarithmic: false };
  return { low, high, logarithmic: low > 0 && high > wide * median };
}

interface Bar {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Counts of each group in bins of one width along the axis; empty ones are left out. */
function barsOf(
  scores: ArrayLike<number>,
  {
    groups,
    names,
    bins,
    axis: { low, high, logarithmic },
  }: {
    readonly groups: ArrayLike<number> | undefined;
    readonly names: readonly string[];
    readonly bins: number;
    readonly axis: Axis;
  },
): Bar[] {
  const [along, back] = logarithmic
    ? [Math.log, Math.exp]
    : [(value: number) => value, (value: number) => value];
  const [start, width] = [along(low), (along(high) - along(low)) / bins];
  const counts = names.map(() => new Int32Array(bins));
  for (let at = 0; at < scores.length; at++) {
    const bin = Math.floor((along(scores[at]!) - start) / width);
    counts[groups?.[at] ?? 0]![Math.max(0, Math.min(bins - 1, bin))]! += 1;
  }
  return names.flatMap((name, group) =>
    [...counts[group]!].flatMap((count, bin) =>
      count === 0
        ? []
        : [{ name, from: back(start + bin * width), to: back(start + (bin + 1) * width), count }],
    ),
  );
}

function thresholdMarks(threshold: number, { low, high, logarithmic }: Axis): Plot.Markish[] {
  const along = logarithmic ? Math.log : (value: number) => value;
  const left = along(threshold) - along(low) > (along(high) - along(low)) / 2;
  return [
    Plot.ruleX([threshold], { stroke: 'currentColor', strokeWidth: 1.5, strokeDasharray: '5 4' }),
    Plot.text([threshold], {
      x: (value: number) => value,
      text: (value: number) => `threshold ${formatFigure(value)}`,
      frameAnchor: 'top',
      textAnchor: left ? 'end' : 'start',
      dx: left ? -6 : 6,
      dy: -14,
      fill: 'currentColor',
    }),
  ];
}

function checkScores(scores: ArrayLike<number>, threshold: number | undefined): void {
  if (scores.length === 0) throw new DataError('there are no scores to draw: give at least one');
  for (let at = 0; at < scores.length; at++) {
    if (!Number.isFinite(scores[at])) {
      throw new DataError(`the score of example ${at} is ${scores[at]}: give finite numbers`);
    }
  }
  if (threshold !== undefined && !Number.isFinite(threshold)) {
    throw new DataError(`the threshold is ${threshold}: give a finite number`);
  }
}

function checkGroups(
  groups: ArrayLike<number> | undefined,
  names: readonly string[],
  examples: number,
): void {
  if (!groups) return;
  if (groups.length !== examples) {
    throw new ShapeError(`there are ${groups.length} groups for ${examples} scores: give one for each`);
  }
  for (let at = 0; at < examples; at++) {
    if (names[groups[at]!] === undefined) {
      throw new ShapeError(
        `the group of example ${at} is ${groups[at]}, and there are ${names.length} names`,
      );
    }
  }
}

function describe(scores: ArrayLike<number>, threshold: number | undefined): string {
  const sorted = Float64Array.from(scores).sort();
  const [low, middle, high] = [sorted[0]!, sorted[sorted.length >> 1]!, sorted.at(-1)!].map(formatFigure);
  const range = `Histogram of ${scores.length.toLocaleString('en')} scores from ${low} to ${high}, median ${middle}.`;
  if (threshold === undefined) return range;
  const above = sorted.filter((score) => score > threshold).length;
  return `${range} ${above.toLocaleString('en')} are above the threshold of ${formatFigure(threshold)}.`;
}
