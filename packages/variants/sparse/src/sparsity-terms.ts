import { type JumpRelu, jumpReluL0 } from '@autoencoders/layers';
import { klSparsityPenalty, l1Penalty, type Penalty, type PenaltyTerm } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import type { SparseSettings } from './options.js';
import { beforeSparse, sparseLayer } from './sparse-networks.js';

/** The weight of a penalty where none is given: it moves a code without ruling the loss. */
const usualWeight = { l1: 0.1, kl: 1, topK: 0, jumpRelu: 0.1 } as const;

/** The penalty that makes the code sparse; with `topK` its layer alone does. */
export function sparsityTerms(options: SparseSettings, encoder: tf.LayersModel): (Penalty | PenaltyTerm)[] {
  const { sparsity, weight = usualWeight[sparsity], layers, target, estimate, decay } = options;
  switch (sparsity) {
    case 'l1':
      return [l1Penalty({ weight, layers })];
    case 'kl':
      return [klSparsityPenalty({ weight, target, estimate, decay, layers })];
    case 'jumpRelu':
      return [activeUnits(encoder, weight)];
    case 'topK':
      return [];
  }
}

/** The number of active units, which moves the thresholds. Source: Rajamanoharan et al. 2024, eq. 9. */
function activeUnits(encoder: tf.LayersModel, weight: number): PenaltyTerm {
  const layer = sparseLayer(encoder) as JumpRelu;
  const before = beforeSparse(encoder);
  return {
    name: 'l0',
    weight,
    layers: [before],
    evaluate: ({ activation }) =>
      tf.mean(jumpReluL0(activation(before), layer.threshold(), layer.bandwidth)) as tf.Scalar,
  };
}
