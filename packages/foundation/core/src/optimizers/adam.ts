import { checkNumber } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { makeOptimizer } from './make-optimizer.js';
import type { OptimizerFactory } from './optimizer.js';

/** Options of {@link adam}. */
export interface AdamOptions {
  /** Decay of the mean of gradients. Default 0.9. */
  readonly beta1?: number;
  /** Decay of the mean of squared gradients. Default 0.999. */
  readonly beta2?: number;
  /** Added to the root of the squares. Default 1e-8. */
  readonly epsilon?: number;
  /** Decoupled weight decay: the share of each weight, times the learning rate, taken off per update. Default 0. */
  readonly weightDecay?: number;
}

/**
 * Adam, and AdamW where `weightDecay` is given: `w ← w - η (m̂ / (√v̂ + ε) + λ w)`.
 * Sources: Kingma and Ba 2015, algorithm 1; Loshchilov and Hutter 2019, algorithm 2.
 *
 * @throws {OptionError} for a decay outside [0, 1).
 */
export function adam({
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
  weightDecay = 0,
}: AdamOptions = {}): OptimizerFactory {
  checkNumber('beta1', beta1, 0, 1 - Number.EPSILON);
  checkNumber('beta2', beta2, 0, 1 - Number.EPSILON);
  checkNumber('epsilon', epsilon, 0);
  checkNumber('weightDecay', weightDecay, 0);
  const configuration = { name: 'adam', beta1, beta2, epsilon, weightDecay };
  return makeOptimizer(
    configuration,
    ['mean', 'square'],
    (step, learningRate) => ({ ...configuration, name: 'adam', step, learningRate }),
    ({ variable, gradient, index, slots, step, learningRate }) => {
      const [mean, square] = slots as [(typeof slots)[0], (typeof slots)[0]];
      // The slots hold m / (1 - β₁) and v / (1 - β₂), which saves a product each; the rate and ε make up for it.
      const m = tf.add(tf.mul(mean.read(index), beta1), gradient);
      const v = tf.add(tf.mul(square.read(index), beta2), tf.square(gradient));
      mean.write(index, m);
      square.write(index, v);
      const meanScale = (1 - beta1) / (1 - beta1 ** step);
      const rootScale = Math.sqrt((1 - beta2) / (1 - beta2 ** step));
      const change = tf.mul(
        tf.div(m, tf.add(tf.sqrt(v), epsilon / rootScale)),
        (learningRate * meanScale) / rootScale,
      );
      const weights = weightDecay === 0 ? variable : tf.mul(variable, 1 - learningRate * weightDecay);
      return tf.sub(weights, change);
    },
  );
}
