import * as tf from '@tensorflow/tfjs';
import { rowSums } from './cells.js';
import type { Objective } from './objective.js';

/**
 * The negative log-likelihood of what a row chose under a multinomial distribution over all columns, in nats:
 * `-Σ x_i log softmax(f)_i` over its targets.
 * Source: Liang, Krishnan, Hoffman and Jebara 2018, "Variational Autoencoders for Collaborative Filtering", equation 2.
 */
export const multinomialObjective: Objective = {
  term: 'negativeLogLikelihood',
  perRow: (outputs, { x, cells }) => {
    const normalizers = tf.logSumExp(outputs.all(), 1) as tf.Tensor1D;
    const chosen = tf.mul(cells.values, cells.targets) as tf.Tensor1D;
    const counts = rowSums(chosen, cells, x.shape[0]);
    const scores = rowSums(tf.mul(chosen, outputs.at(cells)) as tf.Tensor1D, cells, x.shape[0]);
    return tf.sub(tf.mul(counts, normalizers), scores) as tf.Tensor1D;
  },
  scores: (outputs) => tf.softmax(outputs),
};
