import * as tf from '@tensorflow/tfjs';
import { isPicture } from '../data/data-summary.js';
import type { Items } from '../items/items.js';
import { openRun, type Session } from '../worker/session.js';
import { toItems } from '../worker/to-items.js';
import { mnistShare } from './centred-drawing.js';
import type { InputSource } from './input-source.js';

/** What a page needs to know to ask for an input of a model. */
export interface InputDescription {
  /** The kind of model, and the noise that it was trained on. */
  readonly model: string;
  readonly corruption: unknown;
  readonly pictures: boolean;
  /** What can be drawn on; `undefined` where it cannot: rows of a table, colours. */
  readonly pad: PadDescription | undefined;
  readonly train: number;
  readonly test: number;
  readonly classes: readonly string[];
}

/** The pad that suits the data. */
export interface PadDescription {
  readonly width: number;
  readonly height: number;
  /** The part of a side that items of the data fill, where it is always the same. */
  readonly fill: number | undefined;
  readonly lightPaper: boolean;
}

/** A few items of the test part. */
export interface TestItems {
  readonly items: Items;
  /** The class of each, -1 where there is none. */
  readonly labels: Int32Array;
}

/** Describes the data and the model at hand. */
export function describeInput(session: Session): InputDescription {
  const { data, configuration, model } = openRun(session);
  const { summary, test } = data;
  const [height, width, channels] = summary.shape;
  const drawable = isPicture(summary) && channels === 1;
  return {
    model: model.kind,
    corruption: configuration.options.corruption,
    pictures: isPicture(summary),
    pad: drawable
      ? {
          width: width!,
          height: height!,
          fill: fills[configuration.data.source],
          lightPaper: meanOf(test.values(firstRows(Math.min(100, test.size)))) > 0.5,
        }
      : undefined,
    train: data.train.size,
    test: test.size,
    classes: summary.classes,
  };
}

/** Items of the test part. */
export async function testItems(session: Session, rows: readonly number[]): Promise<TestItems> {
  const { data } = openRun(session);
  const x = tf.tensor(data.test.values(rows), [rows.length, ...data.test.shape]);
  const labels = data.test.targets(rows);
  try {
    return { items: await toItems(x, data), labels: Int32Array.from(rows, (_, at) => labels?.[at] ?? -1) };
  } finally {
    x.dispose();
  }
}

/** The values of an input, `[...shape]`. */
export function valuesOf(session: Session, source: InputSource): Float32Array {
  return source.kind === 'drawing' ? source.values : openRun(session).data.test.values([source.row]);
}

/** Digits of 8 × 8 touch the upper and the lower edge. */
const fills: Readonly<Record<string, number>> = { mnist: mnistShare, digits: 1 };

function firstRows(count: number): number[] {
  return Array.from({ length: count }, (_, row) => row);
}

function meanOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
