import { evenColumns } from './even-columns.js';
import { imageGrid } from './image-grid.js';
import { imageStrip } from './image-strip.js';
import { isImageShape } from './images.js';
import type { ReportPicture, ReportSection } from './report.js';
import { seriesPanels } from './series-panels.js';
import { firstRows, type Values } from './values.js';
import { weightGrid } from './weight-grid.js';

/** What is told of rows of pictures. */
export interface PicturesSectionOptions {
  /** Heading. */
  readonly title: string;
  /** What the rows show, in a sentence. */
  readonly caption: string;
  /** As of `imageStrip`. Default `'data'`. */
  readonly scale?: 'data' | 'weights';
}

type Rows = Readonly<Record<string, Values>>;

/** A row of more pictures than this is a grid where it is the only one. */
const longestRow = 10;
/** Plots of what is no image. */
const mostPlots = 12;
/** Width in CSS pixels of strips on a narrow page. */
const narrow = 360;

/**
 * Rows of pictures by name, `[count, ...]` each: samples, traversals, ways from one example to another. A single row of
 * more than ten is a grid; what is no image is drawn as curves.
 *
 * @throws {ShapeError} if there is no row, or sizes differ.
 * @throws {DataError} if a pixel is not finite.
 */
export function picturesSection(
  rows: Rows,
  { title, caption, scale = 'data' }: PicturesSectionOptions,
): ReportSection {
  const all = Object.values(rows);
  if (!all.every(({ shape }) => isImageShape(shape.slice(1)))) return plotsSection(title, caption, rows);
  const alt = `${title}: ${Object.keys(rows).join('; ')}`;
  const [only, ...others] = all;
  const count = only?.shape[0] ?? 0;
  const picture: Omit<ReportPicture, 'caption'> =
    others.length === 0 && count > longestRow
      ? {
          picture:
            scale === 'weights'
              ? weightGrid(only!, { alt })
              : imageGrid(only!, { columns: evenColumns(count), alt }),
        }
      : {
          picture: imageStrip(rows, { scale, alt }),
          narrow: imageStrip(rows, { scale, alt, width: narrow }),
        };
  return { title, pictures: [{ ...picture, caption }] };
}

function plotsSection(title: string, caption: string, rows: Rows): ReportSection {
  const count = Math.max(...Object.values(rows).map(({ shape }) => shape[0]!));
  const kept = Object.fromEntries(
    Object.entries(rows).map(([name, values]) => [name, firstRows(values, mostPlots)]),
  );
  const alt = `${title}: ${Object.keys(rows).join('; ')}, value over position`;
  const how = `Value over position${count > mostPlots ? `, of the first ${mostPlots} of ${count}` : ''}.`;
  const picture = {
    picture: seriesPanels(kept, { alt }),
    narrow: seriesPanels(kept, { alt, columns: 2 }),
  };
  return { title, pictures: [{ ...picture, caption: `${caption} ${how}` }] };
}
