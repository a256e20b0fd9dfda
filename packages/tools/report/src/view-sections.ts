import { randomSource, withRandomSource } from '@autoencoders/backend';
import type { Autoencoder, View } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import { picturesSection } from './pictures-section.js';
import type { ReportSection } from './report.js';
import { readTensors, type Values } from './values.js';

/** A section for each view of the model that has anything to show of the examples, `[count, ...inputShape]`. */
export async function viewSections(
  { views = [] }: Autoencoder,
  examples: Values,
  seed: number,
): Promise<ReportSection[]> {
  const found = await readViews(views, examples, seed);
  return found.flatMap(({ view, rows }) => {
    if (Object.keys(rows).length === 0) return [];
    return [picturesSection(rows, view)];
  });
}

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
