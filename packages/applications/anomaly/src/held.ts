import { checkStateShape } from '@autoencoders/core';
import type { Rows } from '@autoencoders/data';
import { ModelFormatError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { Preparation } from './preparation/preparation.js';
import type { Fitted, Score } from './scores/score.js';
import type { Calibration } from './thresholds/calibration.js';

/** All that a detector has fitted. */
export interface Held {
  readonly preparation: Preparation;
  /** Of the score. */
  readonly fitted: Fitted;
  readonly calibration: Calibration | undefined;
}

/** What is held, by the names that it is saved under: on the engine, as a detector's state. */
export function variablesOf({ preparation, fitted }: Held): Record<string, tf.Variable> {
  const columns = (values: Float32Array): Rows => ({ values, shape: [values.length] });
  const rows: Record<string, Rows> = {
    shift: columns(preparation.shift),
    scale: columns(preparation.scale),
    fill: columns(preparation.fill),
    ...fitted,
  };
  return tf.tidy(() =>
    Object.fromEntries(
      Object.entries(rows).map(([name, { values, shape }]) => [
        name,
        tf.variable(tf.tensor(values, [...shape]), false),
      ]),
    ),
  );
}

/** What a saved state is held against. */
interface HeldParts {
  readonly score: Score;
  /** How many an input has. */
  readonly columns: number;
  readonly calibration: Calibration | undefined;
}

/**
 * What is held, from a state that was saved; `undefined` when nothing had been fitted.
 *
 * @throws {ModelFormatError} naming what is missing or has another shape.
 */
export function heldFrom(
  state: ReadonlyMap<string, Rows>,
  { score, columns, calibration }: HeldParts,
): Held | undefined {
  if (state.size === 0) return undefined;
  const shapes = { shift: [columns], scale: [columns], fill: [columns], ...score.shapes };
  for (const [name, shape] of Object.entries(shapes))
    checkStateShape('the detector', name, state.get(name)?.shape, shape);
  const valuesOf = (name: string) => state.get(name)!.values;
  return {
    preparation: { shift: valuesOf('shift'), scale: valuesOf('scale'), fill: valuesOf('fill') },
    fitted: Object.fromEntries(Object.keys(score.shapes).map((name) => [name, state.get(name)!])),
    calibration,
  };
}

/** A calibration from saved options. @throws {ModelFormatError} when it is not one. */
export function calibrationFrom(json: unknown): Calibration | undefined {
  if (json === null || json === undefined) return undefined;
  const { threshold, expectedFalseAlarmRate, tail } = json as Partial<Calibration>;
  const numbers = [threshold, expectedFalseAlarmRate];
  if (tail) numbers.push(tail.start, tail.share, tail.shape, tail.scale);
  if (!numbers.every(Number.isFinite)) {
    throw new ModelFormatError(
      `${JSON.stringify(json).slice(0, 80)} is not a calibration: save the detector again`,
    );
  }
  return json as Calibration;
}
