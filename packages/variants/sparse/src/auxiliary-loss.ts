import { topK } from '@autoencoders/layers';
import { type PenaltyTerm, stopGradient } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';

/** What the loss that revives dead units needs. */
export interface AuxiliaryLoss {
  readonly weight: number;
  /** Dead units used per example. */
  readonly k: number;
  /** The layer of the encoder whose output is made sparse. */
  readonly before: string;
  /** 1 for each unit that is dead, `[units]`. */
  dead(): tf.Tensor1D;
  /** The decoder's output in data space. */
  mean(output: tf.Tensor): tf.Tensor;
}

/**
 * What the reconstruction misses, reconstructed by dead units alone, so that they get a gradient:
 *
 * `‖e - ê‖²` with `e = x - x̂` (held fixed) and `ê = g(z) - g(0)`, `z` the `k` largest of the dead units, of any sign;
 * summed over features, averaged over the batch; 0 while no unit is dead. Source: Gao et al. 2024, section 2.4 and
 * appendix A.2.
 */
export function auxiliaryLoss({ weight, k, before, dead, mean }: AuxiliaryLoss): PenaltyTerm {
  return {
    name: 'auxiliary',
    weight,
    layers: [before],
    evaluate: ({ x, output, activation, decode }) => {
      const mask = dead();
      // Those below 0 too: a unit that is negative everywhere would otherwise stay dead.
      const units = topK(activation(before), k, mask, { rectify: false });
      const contribution = tf.sub(decode(units), decode(tf.zeros([1, mask.shape[0]])));
      const missed = stopGradient(tf.sub(x, mean(output)));
      const squares = tf.squaredDifference(missed, tf.reshape(contribution, missed.shape));
      const error = tf.mean(tf.sum(tf.reshape(squares, [x.shape[0]!, -1]), 1));
      return tf.mul(error, tf.max(mask)) as tf.Scalar;
    },
  };
}
