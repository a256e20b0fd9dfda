import * as tf from '@tensorflow/tfjs';
import type { ContractivePenaltySettings } from './contractive-penalty.js';
import { jacobianOf } from './encoder-jacobian.js';
import type { PenaltyTerm } from './penalty.js';

/** The terms of a contractive penalty, at the clean input: the Jacobian's norm, and its change where it is asked for. */
export function contractiveTerms(settings: ContractivePenaltySettings): PenaltyTerm[] {
  const { weight, curvatureWeight, curvatureNoise, curvatureSamples } = settings;
  const norm: PenaltyTerm = {
    name: 'contraction',
    weight,
    layers: [],
    evaluate: (inputs) => tf.mean(jacobianOf(settings, inputs, 'contraction').squaredNorm(inputs.x)),
  };
  const change: PenaltyTerm = {
    name: 'curvature',
    weight: curvatureWeight,
    layers: [],
    evaluate: (inputs) => {
      const x = repeated(inputs.x, curvatureSamples);
      const noise = tf.mul(inputs.normal('curvature-noise', x.shape), curvatureNoise);
      return tf.mean(jacobianOf(settings, inputs, 'curvature').squaredChange(x, tf.add(x, noise)));
    },
  };
  return curvatureWeight === 0 ? [norm] : [norm, change];
}

/** A batch, several times over. */
function repeated(x: tf.Tensor, times: number): tf.Tensor {
  return times === 1 ? x : tf.tile(x, [times, ...x.shape.slice(1).map(() => 1)]);
}
