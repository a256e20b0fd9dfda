import { DataError, ShapeError } from '@autoencoders/errors';
import type { RenderFunction } from '@observablehq/plot';
import { colour } from './colours.js';
import { svgElement } from './draw-plot.js';

/** Points as numbers. */
export interface Points {
  /** Values in the order of the shape. */
  readonly values: ArrayLike<number>;
  /** `[count, dimensions]`. */
  readonly shape: readonly number[];
}

/** The points of one label. */
export interface PointGroup {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/**
 * Points of the plane by their label, in the order of the labels; all in one group without labels.
 *
 * @throws {ShapeError} if the points are not in the plane or the labels do not match them.
 * @throws {DataError} if a coordinate is not finite.
 */
export function groupByLabel({ values, shape }: Points, labels?: ArrayLike<number | string>): PointGroup[] {
  const [count = 0, dimensions] = shape;
  if (shape.length !== 2 || dimensions !== 2 || values.length !== count * 2 || count === 0) {
    throw new ShapeError(
      `the points have shape [${shape.join(', ')}] and ${values.length} values, expected [count, 2]: ` +
        'latentMap takes codes of any size',
    );
  }
  if (labels && labels.length !== count) {
    throw new ShapeError(`there are ${labels.length} labels for ${count} points`);
  }
  const groups = new Map<string, { name: string; x: number[]; y: number[] }>();
  for (let i = 0; i < count; i++) {
    const [x, y] = [values[2 * i]!, values[2 * i + 1]!];
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      throw new DataError(`point ${i} is (${x}, ${y}): only finite values can be shown`);
    }
    const name = labels ? String(labels[i]) : '';
    const group = groups.get(name) ?? { name, x: [], y: [] };
    groups.set(name, group);
    group.x.push(x);
    group.y.push(y);
  }
  return [...groups.values()].sort((a, b) => compareLabels(a.name, b.name));
}

/** The order of labels: numbers by their value, text by the alphabet. */
export function compareLabels(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** The smallest and the largest value; one more to each side where they are the same. */
export function extent(values: readonly number[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low === high ? [low - 1, high + 1] : [low, high];
}

/** How dots are drawn. */
export interface DotStyle {
  /** Diameter in CSS pixels. */
  readonly size: number;
  /** From 0 to 1. */
  readonly opacity: number;
  /** The colour of each group. Default: by its position. */
  readonly colourOf?: (group: PointGroup, index: number) => string;
}

/** Points of a label that are drawn before it is the next one's turn, so that none hides the others. */
const turn = 250;

/** Points as paths of round dots: a circle element each would be ten times the size. */
export function dots(groups: readonly PointGroup[], style: DotStyle, document: Document): RenderFunction {
  const { colourOf = (_, index) => colour(index) } = style;
  return (_index, { x, y }) => {
    const all = svgElement(document, 'g', {
      fill: 'none',
      'stroke-linecap': 'round',
      'stroke-width': style.size,
      'stroke-opacity': style.opacity,
    });
    const most = Math.max(...groups.map((group) => group.x.length));
    for (let start = 0; start < most; start += turn) {
      for (const [index, group] of groups.entries()) {
        const end = Math.min(start + turn, group.x.length);
        let d = '';
        for (let i = start; i < end; i++) d += `M${round(x!(group.x[i]))},${round(y!(group.y[i]))}h0`;
        if (d !== '') all.append(svgElement(document, 'path', { stroke: colourOf(group, index), d }));
      }
    }
    return all;
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The middle of each group, where its name can stand. */
export function mediansOf(groups: readonly PointGroup[]) {
  return groups.map(({ name, x, y }) => ({ name, x: median(x), y: median(y) }));
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor(sorted.length / 2)]!;
}
