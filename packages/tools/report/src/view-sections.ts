import { randomSource, withRandomSource } from '@autoencoders/backend';
import type { Autoencoder, View } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import { evenColumns } from './even-columns.js';
import { imageGrid } from './image-grid.js';
import { imageStrip } from './image-strip.js';
import { isImageShape } from './images.js';
import type { ReportPicture, ReportSection } from './report.js';
import { seriesPanels } from './series-panels.js';
import { firstRows, readTensors, type Values } from './values.js';
import { weightGrid } from './weight-grid.js';

/** A row of more pictures than this is a grid where it is the only one. */
const longestRow = 10;
/** Plots of a view whose pictures are not images. */
const mostPlots = 12;
/** Width in CSS pixels of strips on a narrow page. */
const narrow = 360;

/** A section for each view of the model that has anything to show of the examples, `[count, ...inputShape]`. */
export async function viewSections(
  { views = [] }: Autoencoder,
  examples: Values,
  seed: number,
): Promise<ReportSection[]> {
  const found = await readViews(views, examples, seed);
  return found.flatMap(({ view, rows }) => {
    if (Object.keys(rows).length === 0) return [];
    return [viewSection(view, rows)];
  });
}

type Rows = Readonly<Record<string, Values>>;

async function readViews(views: readonly View[], examples: Values, seed: number) {
  if (views.length === 0) return [];
  const names: string[][] = [];
  const random = randomSource(seed);
  const values = await readTensors(() => {
    const x = tf.tensor(examples.values, [...examples.shape]);
    return views.flatMap((view) => {
      const rows = tf.tidy(() => withRandomSource(random, () => ({ ...view.rows(x, random) })));
      names.push(Object.keys(rows));
      return Object.values(rows);
    });
  });
  let next = 0;
  return views.map((view, index) => {
    const rows = names[index]!.map((name) => [name, values[next++]!] as const);
    return { view, rows: Object.fromEntries(rows.filter(([, { shape }]) => shape[0] !== 0)) };
  });
}

function viewSection({ title, caption, scale }: View, rows: Rows): ReportSection {
  const all = Object.values(rows);
  if (!all.every(({ shape }) => isImageShape(shape.slice(1)))) return plotsSection(title, caption, rows);
  const alt = `${title}: ${Object.keys(rows).join('; ')}`;
  const [only, ...others] = all;
  const count = only!.shape[0]!;
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
