import { nextTurn } from '@autoencoders/app-kit/worker';
import { randomSource } from '@autoencoders/backend';
import { type Autoencoder, decode } from '@autoencoders/core';
import { arrayDataset, type Rows } from '@autoencoders/data';
import { interpolate, traverseCodes } from '@autoencoders/generation';
import * as tf from '@tensorflow/tfjs';
import { codeSpread } from '../../codes/code-spread.js';
import { codesOf, widthOf } from '../../codes/codes-of.js';
import { evenRows } from '../../codes/even-rows.js';
import { givenTo, hasCodebook, isSlow, modelFor } from '../../codes/model-for.js';
import type { Items } from '../../items/items.js';
import { openRun, type Session } from '../../worker/session.js';
import { toItems } from '../../worker/to-items.js';
import type { About } from './about.js';
import { type Draw, drawingModel, drawnCodes, type FitProgress } from './drawn-codes.js';
import { sliderModel } from './slider-model.js';

/** The values of codes that have a slider. */
export interface SliderSpace {
  readonly kind: 'values' | 'entries';
  readonly width: number;
  /** Those that differ most among examples. */
  readonly dimensions: readonly SliderDimension[];
  /** The mean of all codes; of entries, the code of an example. */
  readonly start: Float32Array;
}

/** A value of the code, and how far its slider goes. */
export interface SliderDimension {
  readonly index: number;
  readonly low: number;
  readonly high: number;
  readonly deviation: number;
}

/** A few examples to choose from. */
export interface Examples {
  /** Rows of the test part. */
  readonly rows: Uint32Array;
  readonly items: Items;
  readonly groups: Uint8Array | undefined;
}

/** What is seen when one value of the code changes. */
export interface Traversal {
  readonly items: Items;
  readonly values: Float64Array;
}

/** Sliders at most. */
const mostSliders = 32;
/** Codes that say where a slider ends. */
const mostCodes = 2000;
/** Standard deviations to each side. */
const reach = 3;

/** What there is to know of the model. */
export function about(session: Session): About {
  const { model } = openRun(session);
  return {
    latentShape: model.latentShape,
    kind: hasCodebook(model) ? 'entries' : 'values',
    width: widthOf(sliderModel(model)),
    hasPrior: model.samplePrior !== undefined,
    slow: isSlow(model),
    given: givenTo(model),
  };
}

let drawing: AbortController | undefined;

/** New examples. */
export async function samples(session: Session, draw: Draw, tell: FitProgress): Promise<Items> {
  const run = openRun(session);
  drawing = new AbortController();
  const codes = await drawnCodes(run, draw, tell, drawing.signal);
  const { seed, label } = draw;
  return decoded(session, drawingModel(run.model, seed, label), codes);
}

/** Ends the fit of a sampler that is under way. */
export function stopSampling(): void {
  drawing?.abort(new Error('stopped'));
}

/** Where sliders begin and end: three standard deviations of the codes to each side of their mean. */
export async function sliderSpace(session: Session): Promise<SliderSpace> {
  const { model } = openRun(session);
  const width = widthOf(sliderModel(model));
  const codes = await someCodes(session);
  const { mean, deviation, order } = codeSpread(codes, width);
  const entries = hasCodebook(model) ? model.codes : undefined;
  const dimensions = Array.from(order.subarray(0, mostSliders), (index): SliderDimension => {
    if (entries !== undefined) return { index, low: 0, high: entries - 1, deviation: deviation[index]! };
    // A value that is the same for all examples can be moved as one of N(0, 1).
    const half = reach * (deviation[index]! || 1);
    return { index, low: mean[index]! - half, high: mean[index]! + half, deviation: deviation[index]! };
  });
  return {
    kind: entries === undefined ? 'values' : 'entries',
    width,
    dimensions,
    start: entries === undefined ? mean : codes.slice(0, width),
  };
}

function someCodes(session: Session): Promise<Float32Array> {
  const { model, data } = openRun(session);
  return codesOf(sliderModel(model), data.test, evenRows(data.test.size, mostCodes));
}

/** The code of an example of the test part, as sliders have it. */
export function codeOf(session: Session, row: number): Promise<Float32Array> {
  const { model, data } = openRun(session);
  return codesOf(sliderModel(model), data.test, [row]);
}

/** A code at random: of the model's prior, or else as spread as the codes are. */
export async function randomCode(session: Session, seed: number, label?: number): Promise<Float32Array> {
  const { model } = openRun(session);
  const random = randomSource(seed);
  if (hasCodebook(model)) {
    const drawn = random.uniform('code', [widthOf(sliderModel(model))]);
    return (await valuesOf(drawn)).map((share) => Math.floor(share * model.codes));
  }
  const { samplePrior } = modelFor(model, label);
  if (samplePrior) return valuesOf(samplePrior(1, random));
  const { mean, deviation } = codeSpread(await someCodes(session), widthOf(model));
  const normal = await valuesOf(random.normal('code', [mean.length]));
  return mean.map((value, k) => value + deviation[k]! * normal[k]!);
}

/** What is made of a code. */
export function decodeCode(session: Session, code: Float32Array, label?: number): Promise<Items> {
  const { model } = openRun(session);
  return decoded(session, sliderModel(model, label), { values: code, shape: [1, code.length] });
}

/** Some examples of the test part, from one on; after the last comes the first. */
export async function examples(session: Session, first: number, count: number): Promise<Examples> {
  const { data } = openRun(session);
  const { size } = data.test;
  const rows = Uint32Array.from({ length: Math.min(count, size) }, (_, i) => (first + i) % size);
  const labels = data.summary.classes.length > 0 ? data.test.targets(rows) : undefined;
  const items = await itemsOf(session, {
    values: data.test.values(rows),
    shape: [rows.length, ...data.test.shape],
  });
  return { rows, items, groups: labels && Uint8Array.from(labels) };
}

/** What lies between two examples of the test part. */
export async function between(
  session: Session,
  from: number,
  to: number,
  how: {
    readonly method: 'linear' | 'spherical';
    readonly steps: number;
    readonly label?: number | undefined;
  },
): Promise<Items> {
  const { model, data } = openRun(session);
  const { method, steps, label } = how;
  const end = (row: number): Rows => ({ values: data.test.values([row]), shape: [1, ...data.test.shape] });
  return itemsOf(session, await interpolate(modelFor(model, label), end(from), end(to), { method, steps }));
}

/** What changes when one value of a code does. */
export async function traversal(
  session: Session,
  code: Float32Array,
  { index, low, high }: SliderDimension,
  steps: number,
  label?: number,
): Promise<Traversal> {
  const { model } = openRun(session);
  const start = { values: code, shape: [1, code.length] };
  const { values, shape, axes } = await traverseCodes(sliderModel(model, label), start, {
    dimension: index,
    from: low,
    to: high,
    steps,
  });
  const along = axes[0]!.values;
  return {
    items: await itemsOf(session, { values, shape }),
    values: hasCodebook(model) ? along.map(Math.round) : along,
  };
}

async function decoded(session: Session, asked: Autoencoder, { values }: Rows): Promise<Items> {
  await nextTurn();
  const codes = arrayDataset({ x: values, shape: [...asked.latentShape] });
  return itemsOf(session, await decode(asked, codes, { batchSize: 64 }));
}

async function itemsOf(session: Session, { values, shape }: Rows): Promise<Items> {
  const x = tf.tensor(values as Float32Array, [...shape]);
  try {
    return await toItems(x, openRun(session).data);
  } finally {
    x.dispose();
  }
}

async function valuesOf(tensor: tf.Tensor): Promise<Float32Array> {
  const values = Float32Array.from(await tensor.data());
  tensor.dispose();
  return values;
}
