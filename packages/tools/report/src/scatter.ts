import * as Plot from '@observablehq/plot';
import { colour } from './colours.js';
import { drawPlot } from './draw-plot.js';
import { equalScales } from './equal-scales.js';
import type { VectorPicture } from './picture.js';
import { dots, extent, groupByLabel, mediansOf, type PointGroup, type Points } from './point-groups.js';

/** How points are drawn. */
export interface ScatterOptions {
  /** Names of the axes. */
  readonly x?: string;
  readonly y?: string;
  /** Width in CSS pixels. Default 720. */
  readonly width?: number;
  /** Height in CSS pixels. Default 560. */
  readonly height?: number;
  /** A unit is as long along x as along y, as distances ask for. Default false. */
  readonly equalAspect?: boolean;
  /** Text alternative. */
  readonly alt?: string;
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
  const { width = 720, height = 560, equalAspect = false } = options;
  const named = labels !== undefined;
  const marginRight = named ? 70 : 20;
  const count = points.shape[0]!;
  const [x, y] = [
    extent(groups.flatMap((group) => [...group.x])),
    extent(groups.flatMap((group) => [...group.y])),
  ];
  const inner = {
    width: width - margin.marginLeft - marginRight,
    height: height - margin.marginTop - margin.marginBottom,
  };
  const domains = equalAspect ? equalScales(x, y, inner) : { x, y };
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
        marginRight,
        x: { ...axis(options.x, !equalAspect), domain: domains.x },
        y: { ...axis(options.y, !equalAspect), domain: domains.y },
        marks: [
          Plot.gridX({ strokeOpacity: 0.1 }),
          Plot.gridY({ strokeOpacity: 0.1 }),
          dots(groups, count > 2000 ? { size: 3, opacity: 0.55 } : { size: 5, opacity: 0.8 }, document),
          ...(named ? [medians(groups), ...legend(groups)] : []),
        ],
      }),
  };
}

function axis(label: string | undefined, nice: boolean) {
  return { label: label ?? null, labelAnchor: 'center', labelArrow: 'none', nice } as const;
}

function medians(groups: readonly PointGroup[]): Plot.Text {
  return Plot.text(mediansOf(groups), {
    x: 'x',
    y: 'y',
    text: 'name',
    fontSize: 15,
    fontWeight: 'bold',
    fill: 'black',
    stroke: 'white',
    strokeWidth: 4,
  });
}

function legend(groups: readonly PointGroup[]): Plot.Markish[] {
  return groups.flatMap(({ name }, index) => {
    const place = { frameAnchor: 'top-right', dy: 8 + index * 20 } as const;
    return [
      Plot.dot([0], { ...place, dx: 22, r: 5, fill: colour(index), symbol: 'circle' }),
      Plot.text([name], { ...place, dx: 34, textAnchor: 'start', lineAnchor: 'middle', fontSize: 13 }),
    ];
  });
}
