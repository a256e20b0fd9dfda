import { type Rows, type Scaling, takeRows } from '@autoencoders/data';
import { formatShape, OptionError, ShapeError } from '@autoencoders/errors';
import type { RawRows } from './raw-rows.js';

/** What a detector takes: rows of a shape, on the scale of an autoencoder's training where it had one. */
export interface InputForm {
  readonly shape: readonly number[];
  /** The autoencoder's, which its detector does not know of. */
  readonly scaling: Scaling | undefined;
}

/**
 * Rows as a detector takes them, `[rows, ...shape]`.
 *
 * @throws {ShapeError} when they have another number of values.
 * @throws {OptionError} when the scaling is of another width.
 */
export function detectorInputs({ source, rows }: RawRows, { shape, scaling }: InputForm): Rows {
  const [count, width] = rows.shape as [number, number];
  const size = shape.reduce((product, length) => product * length, 1);
  if (width !== size) {
    throw new ShapeError(
      `${source} has rows of ${width} values, the detector takes ${formatShape(shape)}, ${size} values`,
    );
  }
  const form = [count, ...shape];
  if (!scaling) return { values: rows.values, shape: form };
  if (scaling.shift.length !== width) {
    throw new OptionError(`the scaling is for ${scaling.shift.length} values, ${source} has ${width} a row`);
  }
  const { shift, scale } = scaling;
  const values = rows.values.map((value, at) => (value - shift[at % width]!) / scale[at % width]!);
  return { values, shape: form };
}

/** The input rows that are named, in their order. */
export function chosenInputs({ values, shape }: Rows, chosen: ArrayLike<number>): Rows {
  const [count = 0, ...rest] = shape;
  const flat = takeRows({ values, shape: [count, values.length / count] }, chosen);
  return { values: flat.values, shape: [chosen.length, ...rest] };
}

/** A value of an input, at its place in the row, in the unit that it was measured in. */
export function inUnits(value: number, place: number, { scaling }: InputForm): number {
  return scaling ? value * scaling.scale[place]! + scaling.shift[place]! : value;
}
