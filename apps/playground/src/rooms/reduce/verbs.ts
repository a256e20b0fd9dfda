import type { ArrayDataset, Rows } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import { measure, reducer } from '@autoencoders/reduction';
import * as tf from '@tensorflow/tfjs';
import { transfer } from 'comlink';
import { codeSpread } from '../../codes/code-spread.js';
import { evenRows } from '../../codes/even-rows.js';
import { placesOf } from '../../codes/plane.js';
import { principalPlane } from '../../codes/principal-plane.js';
import type { DataSummary } from '../../data/data-summary.js';
import { type OpenRun, openRun, type Session } from '../../worker/session.js';
import { toItems } from '../../worker/to-items.js';
import type { CodeMap, MapMeasures, MappedItem, MappedRows } from './reduced.js';

/** Neighbours that measures look at. */
const neighbors = 5;

/** The data of the run at hand. */
export async function describe(session: Session): Promise<DataSummary> {
  return openRun(session).data.summary;
}

/** Rows of the test part, evenly taken, for the methods that need no model. */
export async function rowsOf(session: Session, count: number): Promise<MappedRows> {
  const run = openRun(session);
  const part = partOf(run, count);
  const labels = labelsOf(run, part);
  const values = part.values(evenRows(part.size, part.size));
  return transfer(
    {
      rows: { values, shape: [part.size, values.length / part.size] },
      groups: labels && Uint8Array.from(labels),
    },
    [values.buffer as ArrayBuffer],
  );
}

/**
 * The map by the model at hand: its code, or the two directions in which codes differ most.
 *
 * @throws {DataError} when a training has diverged.
 */
export async function byModel(session: Session, count: number): Promise<CodeMap> {
  const run = openRun(session);
  const part = partOf(run, count);
  const begin = performance.now();
  const codes = await reducer(run.model, { trained: true }).fit(part);
  const width = codes.shape[1]!;
  const points = await onPlane(codes);
  const seconds = (performance.now() - begin) / 1000;
  return {
    points,
    seconds,
    width,
    measures: await measured(run, part, { values: points, shape: [part.size, 2] }),
    ...(width > 2 ? { whole: await measured(run, part, codes) } : {}),
  };
}

/** How good a map of the same rows is. */
export async function measureMap(session: Session, points: Float32Array): Promise<MapMeasures> {
  const run = openRun(session);
  const count = points.length / 2;
  return measured(run, partOf(run, count), { values: points, shape: [count, 2] });
}

/** One of the rows. */
export async function item(session: Session, count: number, row: number): Promise<MappedItem> {
  const run = openRun(session);
  const part = partOf(run, count);
  const label = labelsOf(run, part.subset([row]))?.[0] ?? -1;
  const x = tf.tensor(part.values([row]), [1, ...part.shape]);
  try {
    return { item: await toItems(x, run.data), name: run.data.summary.classes[label] ?? '' };
  } finally {
    x.dispose();
  }
}

function partOf({ data: { test } }: OpenRun, count: number): ArrayDataset {
  const part = test.subset(evenRows(test.size, count));
  if (part.size < 4 * neighbors) {
    throw new DataError(
      `the test part has ${test.size} examples, too few to compare maps: choose data with at least ${20 * neighbors}`,
    );
  }
  return part;
}

function labelsOf({ data: { summary } }: OpenRun, part: ArrayDataset): Float32Array | undefined {
  return summary.classes.length > 1 ? part.targets(evenRows(part.size, part.size)) : undefined;
}

async function measured(run: OpenRun, part: ArrayDataset, embedding: Rows): Promise<MapMeasures> {
  const labels = labelsOf(run, part);
  const found = await measure(part, embedding, { neighbors, ...(labels ? { labels } : {}) });
  const { trustworthiness, continuity, knnAccuracy } = found;
  return {
    trustworthiness,
    continuity,
    ...(labels && knnAccuracy !== undefined ? { knnAccuracy } : {}),
  };
}

async function onPlane({ values, shape }: Rows): Promise<Float32Array> {
  const width = shape[1]!;
  if (width === 2) return values;
  if (width > 2) {
    const { plane } = await principalPlane(values, width, codeSpread(values, width).mean);
    return placesOf(plane, values);
  }
  return Float32Array.from({ length: 2 * values.length }, (_, at) => (at % 2 === 0 ? values[at / 2]! : 0));
}
