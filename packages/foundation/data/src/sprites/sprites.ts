import { randomPermutation } from '@autoencoders/backend';
import { checkInteger, checkNames, DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { type ArrayDataset, arrayDataset } from '../array-dataset.js';
import type { Rows } from '../rows.js';
import { drawSprite, type Sprite, shapeCount } from './draw-sprite.js';

/** What images of {@link sprites} differ in. */
export const spriteFactors = ['shape', 'scale', 'orientation', 'x', 'y', 'brightness'] as const;

/** One of {@link spriteFactors}. */
export type SpriteFactor = (typeof spriteFactors)[number];

/** Options of {@link sprites}: of each factor, how many values it takes. */
export interface SpritesOptions extends Partial<Readonly<Record<SpriteFactor, number>>> {
  /** Height and width of the images in pixels, at least 8. Default 32. */
  readonly size?: number;
}

/** Some images, and the factors that each was made of. */
export interface SpriteRows {
  /** Images `[size, size, 1]` of values in [0, 1]. */
  readonly data: ArrayDataset;
  /** Which value each factor has, `[examples, factors]`, row by row. */
  readonly factors: { readonly values: Int32Array; readonly shape: readonly [number, number] };
}

/** A small world of images with known factors of variation. */
export interface Sprites {
  /** The factors that vary, in the order of their indices: those of more than one value. */
  readonly factors: readonly {
    readonly name: SpriteFactor;
    /** Number of the shape; radius as a share of the side; radians; shares of the side; grey value. */
    readonly values: readonly number[];
  }[];
  /** Combinations of all values of all factors. */
  readonly combinations: number;
  /** Every combination once; the last factor changes fastest. */
  all(): SpriteRows;
  /**
   * Different combinations at random.
   *
   * @throws {OptionError} when more are asked for than there are.
   */
  sample(options: { readonly examples: number; readonly seed?: number }): SpriteRows;
  /**
   * The images of these combinations, `[rows, size, size, 1]`: a pure function of the indices.
   *
   * @param indices `[rows, factors]`, row by row
   * @throws {ShapeError} when the indices do not make whole rows.
   * @throws {DataError} without rows, or naming the first index that its factor does not have.
   */
  render(indices: ArrayLike<number>): Rows;
}

/** Radius of the largest sprite, and how near to a border a middle comes at most, as shares of the side. */
const largest = 0.25;

/** The values of each factor, spread evenly; where there is one, the last of `from … to`. */
const valuesOf: Record<SpriteFactor, (count: number) => number[]> = {
  shape: (count) => Array.from({ length: count }, (_, i) => i),
  scale: (count) => spread(largest / 2, largest, count),
  orientation: (count) => Array.from({ length: count }, (_, i) => (2 * Math.PI * i) / count),
  x: (count) => (count === 1 ? [0.5] : spread(largest, 1 - largest, count)),
  y: (count) => (count === 1 ? [0.5] : spread(largest, 1 - largest, count)),
  brightness: (count) => spread(0.4, 1, count),
};

const defaults: Readonly<Record<SpriteFactor, number>> = {
  shape: 3,
  scale: 3,
  orientation: 6,
  x: 6,
  y: 6,
  brightness: 1,
};

/**
 * Images with known factors of variation, to measure disentanglement on: a square, an ellipse or a heart of some scale,
 * orientation, place and brightness on black ground, every combination of which there is, and each image a pure function
 * of its factors. Drawn anew when asked for; edges are grey by how much of a pixel is covered.
 *
 * A square looks the same after a quarter of a turn and an ellipse after half of one, so that the number of different
 * images may be below that of the combinations.
 *
 * Source: after dSprites (Matthey, Higgins, Hassabis and Lerchner 2017).
 *
 * @example
 * const { data, factors } = sprites({ size: 16, orientation: 1 }).all(); // 324 images of 4 factors
 *
 * @throws {OptionError} for a size below 8, a factor without values, more than 3 shapes, nothing that varies, or more
 *   than 2²¹ combinations.
 */
export function sprites({ size = 32, ...given }: SpritesOptions = {}): Sprites {
  checkInteger('size', size, 8);
  checkNames('factors of sprites', given, spriteFactors);
  const counts = { ...defaults, ...given };
  for (const name of spriteFactors) checkInteger(name, counts[name]);
  if (counts.shape > shapeCount) {
    throw new OptionError(
      `shape is ${counts.shape}: there are ${shapeCount} shapes, ask for at most so many`,
    );
  }
  const factors = spriteFactors
    .filter((name) => counts[name] > 1)
    .map((name) => ({ name, values: valuesOf[name](counts[name]) }));
  if (factors.length === 0) throw new OptionError('nothing varies: give a factor more than one value');
  const combinations = factors.reduce((product, { values }) => product * values.length, 1);
  if (combinations > 2 ** 21) {
    throw new OptionError(
      `there are ${combinations} combinations: give factors fewer values, at most 2097152 in all`,
    );
  }
  const fixed = Object.fromEntries(spriteFactors.map((name) => [name, valuesOf[name](1)[0]!]));

  function draw(indices: ArrayLike<number>): ArrayDataset {
    const rows = indices.length / factors.length;
    const bytes = new Uint8Array(rows * size * size);
    for (let row = 0; row < rows; row++) {
      const sprite: Record<string, number> = { ...fixed };
      factors.forEach(({ name, values }, k) => {
        sprite[name] = values[indices[row * factors.length + k]!]!;
      });
      const { scale, ...others } = sprite as Record<SpriteFactor, number>;
      const image = bytes.subarray(row * size * size, (row + 1) * size * size);
      drawSprite(image, size, { ...others, radius: scale } satisfies Sprite);
    }
    return arrayDataset({ x: bytes, shape: [size, size, 1], scale: 1 / 255 });
  }

  function rowsOf(which: ArrayLike<number>): SpriteRows {
    const values = new Int32Array(which.length * factors.length);
    for (let row = 0; row < which.length; row++) {
      let rest = which[row]!;
      for (let k = factors.length - 1; k >= 0; k--) {
        const count = factors[k]!.values.length;
        values[row * factors.length + k] = rest % count;
        rest = Math.floor(rest / count);
      }
    }
    return { data: draw(values), factors: { values, shape: [which.length, factors.length] } };
  }

  return {
    factors,
    combinations,
    all: () => rowsOf(Int32Array.from({ length: combinations }, (_, row) => row)),
    sample({ examples, seed = 0 }) {
      checkInteger('examples', examples);
      checkInteger('seed', seed, 0);
      if (examples > combinations) {
        throw new OptionError(`${examples} examples are asked for, there are ${combinations} combinations`);
      }
      return rowsOf(randomPermutation(combinations, seed, 'sprites').subarray(0, examples));
    },
    render(indices) {
      checkIndices(indices, factors);
      const data = draw(indices);
      const values = data.values(Int32Array.from({ length: data.size }, (_, row) => row));
      return { values, shape: [data.size, size, size, 1] };
    },
  };
}

function checkIndices(indices: ArrayLike<number>, factors: Sprites['factors']): void {
  if (indices.length === 0) throw new DataError('there are no indices: give those of at least one image');
  if (indices.length % factors.length !== 0) {
    throw new ShapeError(`${indices.length} indices do not make whole rows of ${factors.length} factors`);
  }
  for (let at = 0; at < indices.length; at++) {
    const { name, values } = factors[at % factors.length]!;
    if (values[indices[at]!] === undefined) {
      const row = Math.floor(at / factors.length);
      throw new DataError(`row ${row} has ${name} ${indices[at]}: give 0 to ${values.length - 1}`);
    }
  }
}

/** So many values from one to another; the last of them where there is one. */
function spread(from: number, to: number, count: number): number[] {
  if (count === 1) return [to];
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}
