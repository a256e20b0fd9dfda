import { checkNumber, checkShape, OptionError, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/**
 * The distance of two batches in the activations of a network, for each example:
 *
 * `Σ_l w_l / (2 n_l) ‖Φ_l(x) - Φ_l(x̂)‖²`,
 *
 * summed over layers `l`, of `n_l` activations each; `[batch]`. It has the unit of the activations squared.
 * Source: Hou et al. 2017, "Deep feature consistent variational autoencoder", section 3.2.
 *
 * @param target activations `Φ_l(x)` of the layers, `[batch, ...]` each
 * @param output activations `Φ_l(x̂)` of the same layers
 * @param weights `w_l`, one for each layer. Default 1.
 * @throws {ShapeError} when numbers of layers or shapes differ.
 * @throws {OptionError} for weights that are negative, or not one for each layer.
 */
export function perceptualLossPerExample(
  target: readonly tf.Tensor[],
  output: readonly tf.Tensor[],
  weights: readonly number[] = target.map(() => 1),
): tf.Tensor1D {
  if (target.length !== output.length || target.length === 0) {
    throw new ShapeError(
      `there are activations of ${target.length} layers of targets and ${output.length} of outputs: give as many, at least one`,
    );
  }
  if (weights.length !== target.length) {
    throw new OptionError(
      `there are ${weights.length} weights for ${target.length} layers: give one for each`,
    );
  }
  for (const [index, weight] of weights.entries()) checkNumber(`weights[${index}]`, weight, 0);
  target.forEach((layer, index) => void checkShape(`output[${index}]`, output[index]!.shape, layer.shape));
  return tf.tidy(() => {
    const terms = target.map((layer, index) => {
      const gap = tf.reshape(tf.sub(layer, output[index]!), [layer.shape[0]!, -1]);
      return tf.mul(tf.sum(tf.square(gap), 1), weights[index]! / (2 * gap.shape[1]!));
    });
    return tf.addN(terms) as tf.Tensor1D;
  });
}

/** The mean of {@link perceptualLossPerExample} over the batch. */
export function perceptualLoss(
  target: readonly tf.Tensor[],
  output: readonly tf.Tensor[],
  weights?: readonly number[],
): tf.Scalar {
  return tf.tidy(() => tf.mean(perceptualLossPerExample(target, output, weights)) as tf.Scalar);
}
