import { checkShape, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/**
 * A critic: one logit for each example, `[batch]` or `[batch, 1]`, of one or more inputs, `[batch, ...]` each. Where the
 * examples of a batch meet in it (batch normalisation, the standard deviation of a batch), an example's slope is that of
 * the sum of all logits.
 */
export type Critic = (...inputs: tf.Tensor[]) => tf.Tensor;

/** Under the root, where a slope of 0 has none. */
const smallest = 1e-12;

/**
 * Holds a critic `D` to slopes of norm 1 between real and fake examples:
 *
 * `E[(‖∇D(x̂)‖ - 1)²]`, `x̂ = u x_real + (1 - u) x_fake`,
 *
 * averaged over the batch; the norm is over all inputs of an example together. Differentiable with respect to the
 * critic's weights. Not weighed; the paper weighs it by 10.
 * Source: Gulrajani et al. 2017, "Improved training of Wasserstein GANs", eq. 3.
 *
 * @param real the critic's inputs for real examples
 * @param fake as many, of the same shapes
 * @param mix `u`, uniform draws, `[batch]`
 * @throws {ShapeError} when shapes differ, or there are no inputs.
 */
export function gradientPenalty(
  critic: Critic,
  real: readonly tf.Tensor[],
  fake: readonly tf.Tensor[],
  mix: tf.Tensor,
): tf.Scalar {
  if (real.length !== fake.length || real.length === 0) {
    throw new ShapeError(
      `the critic takes ${real.length} inputs of real examples and ${fake.length} of fake ones: give as many of each, at least one`,
    );
  }
  real.forEach((x, index) => void checkShape(`fake[${index}]`, fake[index]!.shape, x.shape));
  checkShape('mix', mix.shape, [real[0]!.shape[0]!]);
  return tf.tidy(() => {
    const between = real.map((x, index) => {
      const u = tf.reshape(mix, [-1, ...x.shape.slice(1).map(() => 1)]);
      return tf.add(fake[index]!, tf.mul(u, tf.sub(x, fake[index]!)));
    });
    const norm = tf.sqrt(tf.add(squaredSlopes(critic, between), smallest));
    return tf.mean(tf.square(tf.sub(norm, 1))) as tf.Scalar;
  });
}

/**
 * Holds a discriminator `D` flat at the data: `½ E[‖∇D(x_real)‖²]`, averaged over the batch; the norm is over all
 * inputs of an example together. Differentiable with respect to the discriminator's weights. Not weighed; the paper
 * weighs it by 10.
 * Source: Mescheder, Geiger and Nowozin 2018, "Which training methods for GANs do actually converge?", eq. 9 (R1).
 *
 * @param real the discriminator's inputs for real examples
 * @throws {ShapeError} when there are none.
 */
export function r1Penalty(critic: Critic, real: readonly tf.Tensor[]): tf.Scalar {
  if (real.length === 0) throw new ShapeError('the critic has no inputs: give at least one');
  return tf.tidy(() => tf.mul(tf.mean(squaredSlopes(critic, real)), 0.5) as tf.Scalar);
}

/** `‖∇D(x)‖²` of each example, `[batch]`. */
function squaredSlopes(critic: Critic, inputs: readonly tf.Tensor[]): tf.Tensor {
  // Where examples do not meet in the critic, the slope of the sum is that of each.
  const slopes = tf.grads((...xs: tf.Tensor[]) => tf.sum(critic(...xs)) as tf.Scalar)([...inputs]);
  return tf.addN(slopes.map((slope) => tf.sum(tf.square(tf.reshape(slope, [slope.shape[0]!, -1])), 1)));
}
