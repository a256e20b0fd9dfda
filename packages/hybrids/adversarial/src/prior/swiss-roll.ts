import type { RandomSource } from '@autoencoders/backend';
import * as tf from '@tensorflow/tfjs';
import { besideThePlane, column, partsOf } from './plane.js';
import type { PriorSettings } from './prior-option.js';

/** The settings of the roll, and how many labels it is cut for. */
export type SwissRollSettings = Extract<PriorSettings, { name: 'swissRoll' }> & { readonly parts: number };

/**
 * Draws codes `[count, latentDim]` of a spiral in the plane of the first two dimensions: with `t = √u`, `u` uniform in
 * `[0, 1)`, the point at the angle `2π turns t` and the distance `radius t`, plus Gaussian noise. Label `k` of `K` has
 * the stretch `k / K ≤ u < (k + 1) / K`, from the middle outwards. Further dimensions are standard normal.
 * Source: Makhzani et al. 2015, section 2.3 and figure 4c.
 *
 * @param labels the stretch of each row, -1 for any of them, `[count]`
 */
export function drawSwissRoll(
  { parts, turns, radius, deviation }: SwissRollSettings,
  latentDim: number,
  count: number,
  random: RandomSource,
  labels?: tf.Tensor1D,
): tf.Tensor {
  return tf.tidy(() => {
    const within = random.uniform('prior/within', [count]);
    const part = partsOf(count, parts, random, labels);
    const along = tf.sqrt(tf.div(tf.add(part, within), parts));
    const angle = tf.mul(along, 2 * Math.PI * turns);
    const distance = tf.mul(along, radius);
    const normal = random.normal('prior', [count, latentDim]);
    return besideThePlane(
      tf.add(tf.mul(distance, tf.cos(angle)), tf.mul(column(normal, 0), deviation)),
      tf.add(tf.mul(distance, tf.sin(angle)), tf.mul(column(normal, 1), deviation)),
      tf.slice(normal, [0, 2], [-1, -1]),
    );
  });
}
