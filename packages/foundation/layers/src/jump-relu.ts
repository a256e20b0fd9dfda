import { checkNumber, checkShape } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/**
 * What is above a threshold, unchanged, and 0 elsewhere: `y_j = x_j H(x_j - θ_j)`, `H` the step that is 0 at 0. A NaN
 * stays one.
 *
 * The gradient by `x` is `H(x - θ)`. That by `θ` is 0 almost everywhere, so it is replaced by the pseudo-derivative
 * `∂y/∂θ ≈ -θ/ε K((x - θ) / ε)` with the kernel `K(u) = 1[|u| < 1/2]`: only values within half a bandwidth of their
 * threshold move it. Second derivatives are those of these formulas, in which `H` and `K` are constants.
 *
 * Source: Rajamanoharan et al. 2024, "Jumping ahead: improving reconstruction fidelity with JumpReLU sparse
 * autoencoders", eq. 4 and 11.
 *
 * @param x `[batch, ...shape, units]`
 * @param threshold `[units]`, positive
 * @param bandwidth `ε`, in the units of `x`
 * @returns `[batch, ...shape, units]`
 * @throws {OptionError} when the bandwidth is not a positive number.
 * @throws {ShapeError} when the threshold is not `[units]`.
 */
export function jumpRelu(x: tf.Tensor, threshold: tf.Tensor, bandwidth: number): tf.Tensor {
  check(x, threshold, bandwidth);
  const jump = tf.customGrad((...inputs) => {
    const [values, thresholds, save] = inputs as [tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    save([values, thresholds]);
    return {
      value: tf.mul(values, active(values, thresholds)),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [u, theta] = saved as [tf.Tensor, tf.Tensor];
        const moved = sumToUnits(tf.mul(dy, window(u, theta, bandwidth)));
        return [tf.mul(dy, active(u, theta)), tf.mul(moved, tf.div(theta, -bandwidth))];
      },
    };
  });
  return tf.tidy(() => jump(x, threshold));
}

/**
 * How many units of each example are above their thresholds: `Σ_j H(x_j - θ_j)`, the L0 norm of {@link jumpRelu}.
 *
 * The gradient by `x` is 0, as it truly is; that by `θ` is replaced by the pseudo-derivative
 * `∂H/∂θ ≈ -1/ε K((x - θ) / ε)` with the kernel `K(u) = 1[|u| < 1/2]`. Second derivatives are 0.
 *
 * Source: Rajamanoharan et al. 2024, eq. 10 and 12; their sparsity loss is `λ` times the mean over the batch (eq. 9).
 *
 * @param x what the thresholds are applied to, `[batch, ...shape, units]`
 * @param threshold `[units]`, positive
 * @param bandwidth `ε`, in the units of `x`
 * @returns `[batch]`
 * @throws {OptionError} when the bandwidth is not a positive number.
 * @throws {ShapeError} when the threshold is not `[units]`.
 */
export function jumpReluL0(x: tf.Tensor, threshold: tf.Tensor, bandwidth: number): tf.Tensor1D {
  check(x, threshold, bandwidth);
  const count = tf.customGrad((...inputs) => {
    const [values, thresholds, save] = inputs as [tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    save([values, thresholds]);
    return {
      value: tf.sum(active(values, thresholds), axesAfterBatch(values)),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [u, theta] = saved as [tf.Tensor, tf.Tensor];
        const slopes = tf.reshape(dy, [dy.size, ...axesAfterBatch(u).map(() => 1)]);
        const moved = sumToUnits(tf.mul(slopes, window(u, theta, bandwidth)));
        return [tf.zerosLike(u), tf.div(moved, -bandwidth)];
      },
    };
  });
  return tf.tidy(() => count(x, threshold) as tf.Tensor1D);
}

/** `H(x - θ)` */
function active(x: tf.Tensor, threshold: tf.Tensor): tf.Tensor {
  return tf.step(tf.sub(x, threshold));
}

/** `K((x - θ) / ε)` */
function window(x: tf.Tensor, threshold: tf.Tensor, bandwidth: number): tf.Tensor {
  return tf.step(tf.sub(bandwidth / 2, tf.abs(tf.sub(x, threshold))));
}

/** `[..., units]` to `[units]` */
function sumToUnits(x: tf.Tensor): tf.Tensor {
  const units = x.shape.at(-1)!;
  return tf.sum(tf.reshape(x, [x.size / units, units]), 0);
}

function axesAfterBatch(x: tf.Tensor): number[] {
  return [...x.shape.keys()].slice(1);
}

function check(x: tf.Tensor, threshold: tf.Tensor, bandwidth: number): void {
  checkNumber('bandwidth', bandwidth, Number.MIN_VALUE);
  if (x.rank < 2) checkShape('x', x.shape, [null, null]);
  checkShape('threshold', threshold.shape, [x.shape.at(-1)!]);
}
