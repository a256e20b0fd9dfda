import { type MapPanelsOptions, mapPanels, type NamedMap } from './map-panels.js';
import type { ReportSection } from './report.js';

/** What to show beside maps. */
export interface MapsSectionOptions extends Omit<MapPanelsOptions, 'columns' | 'alt'> {
  /** Heading. Default `'Maps'`. */
  readonly title?: string;
}

/**
 * Two-dimensional maps of the same examples side by side, each label in one colour throughout.
 *
 * @param maps points `[count, 2]` by the name of what made them
 * @throws {ShapeError} if there is no map, points are not in the plane or the labels do not match them.
 * @throws {DataError} if a coordinate is not finite.
 */
export function mapsSection(
  maps: Readonly<Record<string, NamedMap>>,
  { title = 'Maps', ...options }: MapsSectionOptions = {},
): ReportSection {
  const { labels, most = 5000 } = options;
  const columns = Object.keys(maps).length === 4 ? 2 : 3;
  const picture = mapPanels(maps, { ...options, columns });
  const narrow = mapPanels(maps, { ...options, columns: 1 });
  const count = Math.max(...Object.values(maps).map(({ points }) => points.shape[0]!));
  const number = count.toLocaleString('en');
  const which =
    count > most
      ? `${most.toLocaleString('en')} of ${number} examples, drawn by chance`
      : `${number} examples`;
  const how = labels ? ', coloured by label; each label stands at the median of its points' : '';
  const caption = `${which}${how}. Distances are to scale within a map; its position and turn mean nothing.`;
  return { title, pictures: [{ picture, narrow, caption }] };
}
