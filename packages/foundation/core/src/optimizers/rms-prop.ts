import { checkNumber } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { makeOptimizer } from './make-optimizer.js';
import type { OptimizerFactory } from './optimizer.js';

/** Options of {@link rmsProp}. */
export interface RmsPropOptions {
  /** Decay of the mean of squared gradients. Default 0.9. */
  readonly decay?: number;
  /** Added to the root of the squares. Default 1e-8. */
  readonly epsilon?: number;
}

/**
 * RMSProp: `v ← ρ v + (1 - ρ) g²`, `w ← w - η g / (√v + ε)`. Source: Tieleman and Hinton 2012, lecture 6.5.
 *
 * @throws {OptionError} for a decay outside [0, 1).
 */
export function rmsProp({ decay = 0.9, epsilon = 1e-8 }: RmsPropOptions = {}): OptimizerFactory {
  checkNumber('decay', decay, 0, 1 - Number.EPSILON);
  checkNumber('epsilon', epsilon, 0);
  const configuration = { name: 'rmsProp', decay, epsilon };
  return makeOptimizer(
    configuration,
    ['square'],
    (_step, learningRate) => ({ ...configuration, name: 'rmsProp', learningRate }),
    ({ variable, gradient, index, slots: [square], learningRate }) => {
      const v = tf.add(tf.mul(square!.read(index), decay), tf.mul(tf.square(gradient), 1 - decay));
      square!.write(index, v);
      return tf.sub(variable, tf.mul(tf.div(gradient, tf.add(tf.sqrt(v), epsilon)), learningRate));
    },
  );
}
