import { nextTurn } from '@autoencoders/app-kit/worker';
import { decode } from '@autoencoders/core';
import { arrayDataset } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { codeSpread } from '../../codes/code-spread.js';
import { codesOf, widthOf } from '../../codes/codes-of.js';
import { evenRows } from '../../codes/even-rows.js';
import { type Given, givenTo, hasCodebook, isSlow, modelFor } from '../../codes/model-for.js';
import { codesAt, type Plane, placesOf, planeOfDimensions, turnedTowards } from '../../codes/plane.js';
import { principalPlane } from '../../codes/principal-plane.js';
import { isPicture } from '../../data/data-summary.js';
import type { Items } from '../../items/items.js';
import { type Extent, extentOf, squareOf } from '../../map/extent.js';
import { openRun, type Session } from '../../worker/session.js';
import { toItems } from '../../worker/to-items.js';
import { sheetOf } from './sheet.js';

/** The plane that is looked at: two principal components, or two values of the code. */
export type PlaneChoice = 'principal' | { readonly across: number; readonly up: number };

/** Codes of the test part on a plane. */
export interface CodeMap {
  readonly choice: PlaneChoice;
  readonly plane: Plane;
  /** `x, y` of one code after another. */
  readonly points: Float32Array;
  /** The rows of the test part that they stand for. */
  readonly rows: Uint32Array;
  readonly groups: Uint8Array | undefined;
  readonly axes: readonly [string, string];
  /** A square around them all. */
  readonly extent: Extent;
  /** How many values a code has. */
  readonly width: number;
  /** Those values, the ones that differ most first, and their standard deviations. */
  readonly order: Uint32Array;
  readonly deviation: Float32Array;
  readonly given: Given | undefined;
  /** Whether the codes are vectors of a codebook, and whether decoding takes long. */
  readonly codebook: boolean;
  readonly slow: boolean;
}

/** An item, and what the model makes of it where that is quick. */
export interface Look {
  /** In the test part. */
  readonly row: number;
  /** Its class, where there are classes. */
  readonly group: number | undefined;
  readonly original: Items;
  readonly reconstruction: Items | undefined;
}

/** Points that a map shows at most. */
const most = 2000;

/**
 * The codes of the test part on a plane of the choice; of codes of one value, the second direction means nothing.
 *
 * @param before the plane seen before: principal components do not flip from one look to the next
 */
export async function map(
  session: Session,
  wanted: PlaneChoice | undefined,
  before?: Plane,
): Promise<CodeMap> {
  const { model, data } = openRun(session);
  const width = widthOf(model);
  const rows = evenRows(data.test.size, most);
  const codes = await codesOf(model, data.test, rows);
  const { mean, deviation, order } = codeSpread(codes, width);
  const able = rows.length > 1 ? wanted : undefined;
  const choice =
    able ?? (width > 2 && rows.length > 1 ? 'principal' : { across: 0, up: Math.min(1, width - 1) });
  const { plane, axes } = await planeFor(choice, codes, width, mean, before);
  const points = width === 1 ? scattered(codes) : placesOf(plane, codes);
  const labels = data.summary.classes.length > 0 ? data.test.targets(rows) : undefined;
  return {
    choice,
    plane,
    points,
    rows,
    groups: labels && Uint8Array.from(labels),
    axes,
    extent: squareOf(extentOf(points)),
    width,
    order,
    deviation,
    given: givenTo(model),
    codebook: hasCodebook(model),
    slow: isSlow(model),
  };
}

/** What is decoded from a place of a plane. */
export async function decodeAt(
  session: Session,
  plane: Plane,
  x: number,
  y: number,
  label?: number,
): Promise<Items> {
  const { model, data } = openRun(session);
  const code = tf.tensor(codesAt(plane, [x, y]), [1, ...model.latentShape]);
  const item = tf.tidy(() => modelFor(model, label).decode(code));
  try {
    return await toItems(item, data);
  } finally {
    tf.dispose([code, item]);
  }
}

/** One item of the test part, beside its reconstruction. */
export async function look(session: Session, row: number): Promise<Look> {
  const { model, data } = openRun(session);
  const x = tf.tensor(data.test.values([row]), [1, ...data.test.shape]);
  const y = isSlow(model) ? undefined : tf.tidy(() => model.reconstruct(x));
  try {
    const group = data.summary.classes.length > 0 ? data.test.targets([row])?.[0] : undefined;
    const original = await toItems(x, data);
    return { row, group, original, reconstruction: y && (await toItems(y, data)) };
  } finally {
    tf.dispose(y ? [x, y] : [x]);
  }
}

/** A sheet of pictures decoded from the middles of `size × size` squares of a part of a plane, as RGBA. */
export async function sheet(
  session: Session,
  plane: Plane,
  { x, y }: Extent,
  size: number,
  label?: number,
): Promise<ImageData> {
  const { model, data } = openRun(session);
  if (!isPicture(data.summary)) throw new DataError('only pictures make a sheet: these are rows of a table');
  const asked = modelFor(model, label);
  const middle = ([from, to]: readonly [number, number], k: number) =>
    from + ((to - from) * (k + 0.5)) / size;
  const [height, width, channels] = data.summary.shape as [number, number, number];
  const made = sheetOf(size, height, width);
  // Row by row from the top: each a short piece of work.
  for (let row = 0; row < size; row++) {
    const places = Array.from({ length: size }, (_, column) => [
      middle(x, column),
      middle(y, size - 1 - row),
    ]).flat();
    const codes = arrayDataset({ x: codesAt(plane, places), shape: [...model.latentShape] });
    const { values } = await decode(asked, codes);
    made.put(row, values, channels);
    await nextTurn();
  }
  return made.image;
}

async function planeFor(
  choice: PlaneChoice,
  codes: Float32Array,
  width: number,
  mean: Float32Array,
  before: Plane | undefined,
): Promise<{ readonly plane: Plane; readonly axes: readonly [string, string] }> {
  if (choice === 'principal') {
    const { plane, shares } = await principalPlane(codes, width, mean);
    const percent = shares.map((share) => `${Math.round(100 * share)} %`);
    return {
      plane: turnedTowards(plane, before),
      axes: [`component 1 (${percent[0]})`, `component 2 (${percent[1]})`],
    };
  }
  const { across, up } = choice;
  if (width > 1) return { plane: planeOfDimensions(mean, across, up), axes: [`z${across}`, `z${up}`] };
  const none = { origin: Float32Array.of(0), across: Float32Array.of(1), up: Float32Array.of(0) };
  return { plane: none, axes: ['z0', 'apart, so that they can be seen'] };
}

/** Codes of one value, spread upwards by the same pattern each time. */
function scattered(codes: Float32Array): Float32Array {
  const points = new Float32Array(codes.length * 2);
  codes.forEach((value, row) => {
    points[2 * row] = value;
  });
  const { x } = extentOf(points);
  for (let row = 0; row < codes.length; row++) {
    // The golden ratio's multiples fill an interval evenly.
    points[2 * row + 1] = (((row * 0.618034) % 1) - 0.5) * ((x[1] - x[0]) / 4);
  }
  return points;
}
