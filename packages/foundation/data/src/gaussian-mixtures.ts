import { randomSource } from '@autoencoders/backend';
import { checkInteger, checkNumber } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { type ArrayDataset, arrayDataset } from './array-dataset.js';
import type { Rows } from './rows.js';

/** What {@link gaussianRing} and {@link gaussianGrid} have in common. */
export interface GaussianMixtureOptions {
  /** Of each coordinate about the centre of its mode. */
  readonly standardDeviation?: number;
  /** Points to draw. Default 10,000. */
  readonly count?: number;
  /** Keys every draw. Default 0. */
  readonly seed?: number;
}

/** Options of {@link gaussianRing}. */
export interface GaussianRingOptions extends GaussianMixtureOptions {
  /** Gaussians on the ring. Default 8. */
  readonly modes?: number;
  /** Distance of the centres from the origin. Default 2. */
  readonly radius?: number;
}

/** Options of {@link gaussianGrid}. */
export interface GaussianGridOptions extends GaussianMixtureOptions {
  /** Gaussians along each side. Default 5, which makes 25. */
  readonly side?: number;
  /** Distance of a centre from the next. Default 2. */
  readonly spacing?: number;
}

/** Points of a mixture of Gaussians in the plane, and where these are. */
export interface GaussianMixturePoints {
  /** Points of shape `[2]`, each with the number of its mode as label. */
  readonly data: ArrayDataset;
  /** The centres, `[modes, 2]`, by the number of the mode. */
  readonly centers: Rows;
  /** Of each coordinate about its centre. */
  readonly standardDeviation: number;
}

/**
 * Draws points of equally likely Gaussians on a ring, on which whoever learns to generate is seen to drop some: mode `k`
 * of `n` is about `radius · (cos 2πk/n, sin 2πk/n)`.
 *
 * Source: Metz, Poole, Pfau and Sohl-Dickstein 2017, "Unrolled generative adversarial networks", section 3.1 and
 * appendix A (8 modes, radius 2, standard deviation 0.02).
 *
 * @example
 * const { data, centers } = await gaussianRing({ count: 5000, seed: 1 });
 *
 * @throws {OptionError} for less than one mode or point, a radius or deviation below 0, or a seed that is no whole number.
 */
export async function gaussianRing({
  modes = 8,
  radius = 2,
  ...others
}: GaussianRingOptions = {}): Promise<GaussianMixturePoints> {
  checkInteger('modes', modes);
  checkNumber('radius', radius, 0);
  const angles = Array.from({ length: modes }, (_, mode) => (2 * Math.PI * mode) / modes);
  const centers = angles.flatMap((angle) => [radius * Math.cos(angle), radius * Math.sin(angle)]);
  return drawn(centers, 0.02, others);
}

/**
 * Draws points of equally likely Gaussians on a square grid about the origin: those of a row of the grid follow one
 * another, the first coordinate rising.
 *
 * Sources: Dumoulin et al. 2017, "Adversarially learned inference", section 4.5, and Srivastava et al. 2017, "VEEGAN",
 * section 4.1 (25 modes); Lin et al. 2018, "PacGAN", section 4.1 (spacing 2, standard deviation 0.05).
 *
 * @throws {OptionError} for less than one mode or point, a spacing or deviation below 0, or a seed that is no whole
 *   number.
 */
export async function gaussianGrid({
  side = 5,
  spacing = 2,
  ...others
}: GaussianGridOptions = {}): Promise<GaussianMixturePoints> {
  checkInteger('side', side);
  checkNumber('spacing', spacing, 0);
  const places = Array.from({ length: side }, (_, at) => (at - (side - 1) / 2) * spacing);
  const centers = places.flatMap((y) => places.flatMap((x) => [x, y]));
  return drawn(centers, 0.05, others);
}

/** Draws of the mixture of Gaussians at these centres, one pair of coordinates after another. */
async function drawn(
  centers: readonly number[],
  usual: number,
  { standardDeviation = usual, count = 10_000, seed = 0 }: GaussianMixtureOptions,
): Promise<GaussianMixturePoints> {
  checkNumber('standardDeviation', standardDeviation, 0);
  checkInteger('count', count);
  checkInteger('seed', seed, 0);
  const shape = [centers.length / 2, 2];
  const [modes, points] = tf.tidy((): [tf.Tensor, tf.Tensor] => {
    const random = randomSource(seed);
    const which = tf.floor(tf.mul(random.uniform('mode', [count]), shape[0]!));
    const mode = tf.cast(which, 'int32');
    const noise = tf.mul(random.normal('noise', [count, 2]), standardDeviation);
    return [mode, tf.add(tf.gather(tf.tensor([...centers], shape), mode as tf.Tensor1D), noise)];
  });
  try {
    const [y, x] = await Promise.all([modes.data<'int32'>(), points.data<'float32'>()]);
    return {
      data: arrayDataset({ x, shape: [2], y }),
      centers: { values: Float32Array.from(centers), shape },
      standardDeviation,
    };
  } finally {
    tf.dispose([modes, points]);
  }
}
