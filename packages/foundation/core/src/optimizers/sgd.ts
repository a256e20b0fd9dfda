import { checkNumber } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { makeOptimizer } from './make-optimizer.js';
import type { OptimizerFactory } from './optimizer.js';

/** Options of {@link sgd}. */
export interface SgdOptions {
  /** Share of the last change that goes on. Default 0. */
  readonly momentum?: number;
  /** Look ahead along the change (Nesterov). Default false. */
  readonly nesterov?: boolean;
  /** Decoupled weight decay, as in `adam`. Default 0. */
  readonly weightDecay?: number;
}

/**
 * Stochastic gradient descent with momentum: `a ← μ a + g`, `w ← w - η a`.
 * Source: Sutskever et al. 2013, section 2.
 *
 * @throws {OptionError} for a momentum outside [0, 1).
 */
export function sgd({ momentum = 0, nesterov = false, weightDecay = 0 }: SgdOptions = {}): OptimizerFactory {
  checkNumber('momentum', momentum, 0, 1 - Number.EPSILON);
  checkNumber('weightDecay', weightDecay, 0);
  const names = momentum > 0 ? ['change'] : [];
  const configuration = { name: 'sgd', momentum, nesterov, weightDecay };
  return makeOptimizer(
    configuration,
    names,
    (_step, learningRate) => ({ ...configuration, name: 'sgd', learningRate }),
    ({ variable, gradient, index, slots: [change], learningRate }) => {
      let direction = gradient;
      if (change) {
        const next = tf.add(tf.mul(change.read(index), momentum), gradient);
        change.write(index, next);
        direction = nesterov ? tf.add(tf.mul(next, momentum), gradient) : next;
      }
      const weights = weightDecay === 0 ? variable : tf.mul(variable, 1 - learningRate * weightDecay);
      return tf.sub(weights, tf.mul(direction, learningRate));
    },
  );
}
