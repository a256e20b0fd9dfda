import { checkInteger, DataError, formatShape, ShapeError } from '@autoencoders/errors';

/** Pictures of one size as numbers. */
export interface Images {
  /** Values in the order of the shape; a tensor's `await x.data()`. */
  readonly values: ArrayLike<number>;
  /** `[count, height, width]`, or `[count, height, width, channels]` with 1 (grey) or 3 (RGB) channels. */
  readonly shape: readonly number[];
}

/** Images whose shape has been checked. */
export interface CheckedImages {
  readonly values: ArrayLike<number>;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

/** Whether an input of this shape, batch dimension left out, can be shown as a picture. */
export function isImageShape(shape: readonly number[]): boolean {
  return shape.length === 2 || (shape.length === 3 && (shape[2] === 1 || shape[2] === 3));
}

/** @throws {ShapeError} if the values are not images. */
export function checkImages(what: string, { values, shape }: Images): CheckedImages {
  const [count = 0, height = 0, width = 0, channels = 1] = shape;
  if (!isImageShape(shape.slice(1))) {
    throw new ShapeError(
      `${what} have shape ${formatShape(shape)}, expected [count, height, width] or ` +
        '[count, height, width, channels] with 1 or 3 channels',
    );
  }
  if (values.length !== count * height * width * channels) {
    throw new ShapeError(
      `${what} hold ${values.length} values, expected ${count * height * width * channels} for shape ` +
        formatShape(shape),
    );
  }
  for (const size of [count, height, width]) checkInteger(`a dimension of ${what}`, size);
  return { values, count, height, width, channels: channels as 1 | 3 };
}

/** The interval that is shown from black to white: `[0, 1]`, unless values lie outside of it. */
export function brightness(...all: readonly CheckedImages[]): readonly [number, number] {
  let [low, high] = [0, 1];
  for (const { values } of all) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (!Number.isFinite(value))
        throw new DataError(`a pixel is ${value}: only finite values can be shown`);
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return [low, high];
}
