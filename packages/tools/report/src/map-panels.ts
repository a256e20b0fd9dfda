import { checkInteger, ShapeError } from '@autoencoders/errors';
import * as Plot from '@observablehq/plot';
import { colour } from './colours.js';
import { drawPlot } from './draw-plot.js';
import { equalScales } from './equal-scales.js';
import { panels } from './panels.js';
import type { VectorPicture } from './picture.js';
import { compareLabels, dots, extent, groupByLabel, mediansOf, type Points } from './point-groups.js';
import { samplePoints } from './sample-points.js';

/** A map of points with what is to be said of it. */
export interface NamedMap {
  /** `[count, 2]`. */
  readonly points: Points;
  /** A few words below the map's name, such as its figures. */
  readonly caption?: string;
}

/** How maps are laid out. */
export interface MapPanelsOptions {
  /** One for each point of every map. */
  readonly labels?: ArrayLike<number | string>;
  /** Maps in a row. Default 3. */
  readonly columns?: number;
  /** Points drawn of each map at most, chosen by the seed. Default 5,000. */
  readonly most?: number;
  /** Keys which points are drawn. Default 0. */
  readonly seed?: number;
  /** Text alternative. */
  readonly alt?: string;
}

const panel = { width: 300, height: 320 };
const margin = { marginTop: 40, marginRight: 8, marginBottom: 8, marginLeft: 8 };
const inner = {
  width: panel.width - margin.marginLeft - margin.marginRight,
  height: panel.height - margin.marginTop - margin.marginBottom,
};

/**
 * Maps of the same examples side by side. A label has one colour in all of them, and a unit is as long along x as
 * along y; axes are left out, since a map's position and turn mean nothing.
 *
 * @throws {ShapeError} if there is no map, points are not in the plane or the labels do not match them.
 * @throws {DataError} if a coordinate is not finite.
 */
export function mapPanels(
  maps: Readonly<Record<string, NamedMap>>,
  options: MapPanelsOptions = {},
): VectorPicture {
  const { labels, columns = 3, most = 5000, seed = 0 } = options;
  checkInteger('columns', columns);
  checkInteger('most', most);
  if (Object.keys(maps).length === 0) throw new ShapeError('there is no map to draw: give at least one');
  const names = labels && [...new Set(Array.from(labels, String))].sort(compareLabels);
  const places = new Map(names?.map((name, index) => [name, index]));
  const drawn = Object.entries(maps).map(([name, { points, caption }]) => {
    groupByLabel(points, labels); // What does not fit is named before points are left out.
    const sample = samplePoints(points, labels, most, seed);
    return {
      name,
      caption,
      groups: groupByLabel(sample.points, sample.labels),
      count: sample.points.shape[0]!,
    };
  });
  return panels({
    alt: options.alt ?? describe(Object.keys(maps), names),
    columns,
    panel,
    series: names ?? [],
    plots: drawn.map(({ name, caption, groups, count }) => (document) => {
      const { x, y } = equalScales(
        extent(groups.flatMap((group) => [...group.x])),
        extent(groups.flatMap((group) => [...group.y])),
        inner,
      );
      const colourOf = (group: { readonly name: string }) => colour(places.get(group.name) ?? 0);
      const style = { ...dotStyle(count), colourOf };
      const corner = { frameAnchor: 'top-left', textAnchor: 'start', lineAnchor: 'bottom' } as const;
      return drawPlot(document, {
        ...panel,
        ...margin,
        x: { axis: null, domain: x },
        y: { axis: null, domain: y },
        marks: [
          Plot.frame({ strokeOpacity: 0.25 }),
          Plot.text([name], { ...corner, dy: caption ? -20 : -6, fontSize: 13, fontWeight: 'bold' }),
          ...(caption ? [Plot.text([caption], { ...corner, dy: -6 })] : []),
          dots(groups, style, document),
          ...(names ? [labelsAt(groups)] : []),
        ],
      });
    }),
  });
}

function labelsAt(groups: Parameters<typeof mediansOf>[0]): Plot.Text {
  const look = { fontSize: 12, fontWeight: 'bold', fill: 'black', stroke: 'white', strokeWidth: 3 } as const;
  return Plot.text(mediansOf(groups), { x: 'x', y: 'y', text: ({ name }) => shortName(name), ...look });
}

/** Long names would hide the points. */
function shortName(name: string): string {
  return name.length > 14 ? `${name.slice(0, 13)}…` : name;
}

function dotStyle(count: number) {
  if (count > 2000) return { size: 2, opacity: 0.5 };
  return count > 500 ? { size: 3, opacity: 0.7 } : { size: 4, opacity: 0.8 };
}

function describe(maps: readonly string[], labels: readonly string[] | undefined): string {
  const coloured = labels ? `, coloured by label: ${labels.join(', ')}` : '';
  return `Maps of points in the plane, ${maps.join('; ')}${coloured}.`;
}
