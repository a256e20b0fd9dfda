import { DataError, ShapeError } from '@autoencoders/errors';
import * as Plot from '@observablehq/plot';
import { colour } from './colours.js';
import { drawPlot, svgElement } from './draw-plot.js';
import type { VectorPicture } from './picture.js';

/** Points as numbers. */
export interface Points {
  /** Values in the order of the shape. */
  readonly values: ArrayLike<number>;
  /** `[count, dimensions]`. */
  readonly shape: readonly number[];
}

/** How points are drawn. */
export interface ScatterOptions {
  /** Names of the axes. */
  readonly x?: string;
  readonly y?: string;
  /** Width in CSS pixels. Default 720. */
  readonly width?: number;
  /** Height in CSS pixels. Default 560. */
  readonly height?: number;
  /** Text alternative. */
  readonly alt?: string;
}

interface Group {
  readonly name: string;
  readonly x: number[];
  readonly y: number[];
}

const margin = { marginTop: 30, marginLeft: 56, marginBottom: 44 };

/**
 * Points in the plane, coloured by label, each label named in a legend and at the median of its points.
 * Ten thousand points take about 130 kB: each label's points are one path.
 *
 * @param points `[count, 2]`.
 * @param labels One for each point; left out: one colour and no legend.
 * @throws {ShapeError} if the points are not in the plane or the labels do not match them.
 * @throws {DataError} if a coordinate is not finite.
 */
export function scatter(
  points: Points,
  labels?: ArrayLike<number | string>,
  options: ScatterOptions = {},
): VectorPicture {
  const groups = groupByLabel(points, labels);
  const { width = 720, height = 560 } = options;
  const named = labels !== undefined;
  const count = points.shape[0]!;
  return {
    kind: 'vector',
    width,
    height,
    alt:
      options.alt ??
      `${count} points in the plane` +
        (named ? `, coloured by label: ${groups.map(({ name }) => name).join(', ')}.` : '.'),
    draw: (document) =>
      drawPlot(document, {
        ...margin,
        width,
        height,
        marginRight: named ? 70 : 20,
        x: { ...axis(options.x), domain: extent(groups.flatMap((group) => group.x)) },
        y: { ...axis(options.y), domain: extent(groups.flatMap((group) => group.y)) },
        marks: [
          Plot.gridX({ strokeOpacity: 0.1 }),
          Plot.gridY({ strokeOpacity: 0.1 }),
          dots(groups, count, document),
          ...(named ? [medians(groups), ...legend(groups)] : []),
        ],
      }),
  };
}

function axis(label: string | undefined) {
  return { label: label ?? null, labelAnchor: 'center', labelArrow: 'none', nice: true } as const;
}

function groupByLabel({ values, shape }: Points, labels?: ArrayLike<number | string>): Group[] {
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
  const groups = new Map<string, Group>();
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
  return [...groups.values()].sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

function extent(values: readonly number[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low === high ? [low - 1, high + 1] : [low, high];
}

/** Points of a label that are drawn before it is the next one's turn, so that none hides the others. */
const turn = 250;

/** Points as paths of round dots: a circle element each would be ten times the size. */
function dots(groups: readonly Group[], count: number, document: Document): Plot.RenderFunction {
  return (_index, { x, y }) => {
    const all = svgElement(document, 'g', {
      fill: 'none',
      'stroke-linecap': 'round',
      'stroke-width': count > 2000 ? 3 : 5,
      'stroke-opacity': count > 2000 ? 0.55 : 0.8,
    });
    const most = Math.max(...groups.map((group) => group.x.length));
    for (let start = 0; start < most; start += turn) {
      for (const [index, group] of groups.entries()) {
        const end = Math.min(start + turn, group.x.length);
        let d = '';
        for (let i = start; i < end; i++) d += `M${round(x!(group.x[i]))},${round(y!(group.y[i]))}h0`;
        if (d !== '') all.append(svgElement(document, 'path', { stroke: colour(index), d }));
      }
    }
    return all;
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function medians(groups: readonly Group[]): Plot.Text {
  return Plot.text(
    groups.map(({ name, x, y }) => ({ name, x: median(x), y: median(y) })),
    {
      x: 'x',
      y: 'y',
      text: 'name',
      fontSize: 15,
      fontWeight: 'bold',
      fill: 'black',
      stroke: 'white',
      strokeWidth: 4,
    },
  );
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor(sorted.length / 2)]!;
}

function legend(groups: readonly Group[]): Plot.Markish[] {
  return groups.flatMap(({ name }, index) => {
    const place = { frameAnchor: 'top-right', dy: 8 + index * 20 } as const;
    return [
      Plot.dot([0], { ...place, dx: 22, r: 5, fill: colour(index), symbol: 'circle' }),
      Plot.text([name], { ...place, dx: 34, textAnchor: 'start', lineAnchor: 'middle', fontSize: 13 }),
    ];
  });
}
