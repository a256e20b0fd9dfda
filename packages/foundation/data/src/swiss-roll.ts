import { randomSource } from '@autoencoders/backend';
import { checkInteger, checkNumber } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { type ArrayDataset, arrayDataset } from './array-dataset.js';

/** Options of {@link swissRoll}. */
export interface SwissRollOptions {
  /** Points to draw. Default 1000. */
  readonly examples?: number;
  /** Standard deviation of Gaussian noise on each coordinate. Default 0. */
  readonly noise?: number;
  /** Keys every draw. Default 0. */
  readonly seed?: number;
}

/** Points of a rolled-up sheet, and where they lie on it. */
export interface SwissRoll {
  /** Points of shape `[3]`: across the roll, along its width, up. */
  readonly data: ArrayDataset;
  /** The angle of each point, in radians: how far along the sheet it is. */
  readonly position: Float32Array;
}

/**
 * Draws points of a sheet that is rolled up in three dimensions, a surface of two: `(t cos t, 21 v, t sin t)` with
 * `t = 3π/2 · (1 + 2u)` and `u`, `v` uniform in `[0, 1)`, plus noise.
 *
 * The `position` t is for colours and checks, not a label: it is not in the dataset.
 *
 * Source: Marsland 2009, "Machine Learning: An Algorithmic Perspective", as scikit-learn's `make_swiss_roll`.
 *
 * @throws {OptionError} for less than one point or negative noise.
 */
export async function swissRoll({
  examples = 1000,
  noise = 0,
  seed = 0,
}: SwissRollOptions = {}): Promise<SwissRoll> {
  checkInteger('examples', examples);
  checkNumber('noise', noise, 0);
  checkInteger('seed', seed, 0);
  const random = randomSource(seed);
  const [along, across, shift] = await Promise.all([
    valuesOf(random.uniform('position', [examples])),
    valuesOf(random.uniform('width', [examples])),
    noise > 0 ? valuesOf(random.normal('noise', [examples, 3])) : new Float32Array(3 * examples),
  ]);
  const position = along.map((u) => 1.5 * Math.PI * (1 + 2 * u));
  const x = new Float32Array(3 * examples);
  for (const [row, t] of position.entries()) {
    x.set([t * Math.cos(t), 21 * across[row]!, t * Math.sin(t)], 3 * row);
  }
  for (let at = 0; at < x.length; at++) x[at]! += noise * shift[at]!;
  return { data: arrayDataset({ x, shape: [3] }), position };
}

/** The values of a tensor, which is disposed. */
async function valuesOf(tensor: tf.Tensor): Promise<Float32Array> {
  const values = await tensor.data<'float32'>();
  tf.dispose(tensor);
  return values;
}
