import type { RandomSource } from '@autoencoders/backend';
import * as tf from '@tensorflow/tfjs';
import { besideThePlane, column, partsOf } from './plane.js';
import type { PriorSettings } from './prior-option.js';

/** The settings of the mixture, its components counted. */
export type MixtureSettings = Extract<PriorSettings, { name: 'mixture' }> & { readonly components: number };

/**
 * Draws codes `[count, latentDim]` of a mixture of Gaussians in a ring: component `k` of `K` lies in the plane of the
 * first two dimensions, at the angle `2π k / K` and the distance `radius`, and is elongated radially; all components
 * have the same weight. Further dimensions are standard normal.
 * Source: Makhzani et al. 2015, section 2.3 and figure 4a.
 *
 * @param labels the component of each row, -1 for any of them, `[count]`
 */
export function drawMixture(
  { components, radius, radialDeviation, tangentialDeviation }: MixtureSettings,
  latentDim: number,
  count: number,
  random: RandomSource,
  labels?: tf.Tensor1D,
): tf.Tensor {
  return tf.tidy(() => {
    const angle = tf.mul(partsOf(count, components, random, labels), (2 * Math.PI) / components);
    const [cosine, sine] = [tf.cos(angle), tf.sin(angle)];
    const normal = random.normal('prior', [count, latentDim]);
    const outwards = tf.add(tf.mul(column(normal, 0), radialDeviation), radius);
    const across = tf.mul(column(normal, 1), tangentialDeviation);
    return besideThePlane(
      tf.sub(tf.mul(outwards, cosine), tf.mul(across, sine)),
      tf.add(tf.mul(outwards, sine), tf.mul(across, cosine)),
      tf.slice(normal, [0, 2], [-1, -1]),
    );
  });
}
