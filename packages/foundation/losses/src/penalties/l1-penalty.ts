import { checkNumber } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { l1Sparsity } from '../l1-sparsity.js';
import { checkLayers } from './check-layers.js';
import type { PenaltyTerm } from './penalty.js';

/** The L1 norm of activations, as a plain value. */
export interface L1PenaltySettings {
  readonly name: 'l1';
  readonly weight: number;
  readonly layers: readonly string[];
}

/**
 * A penalty on the L1 norm of activations, `λ Σ |a|`, summed over the units of each layer, averaged over the batch.
 *
 * Source: Bank et al. 2020, eq. 3; Ranzato et al. 2007.
 *
 * @param options.weight `λ`. Default 1e-3.
 * @param options.layers names of layers of encoder or decoder; `'code'` is the code. Default `['code']`.
 * @throws {OptionError} for a negative weight, or no layers.
 */
export function l1Penalty({
  weight = 1e-3,
  layers = ['code'],
}: Partial<Omit<L1PenaltySettings, 'name'>> = {}): L1PenaltySettings {
  checkNumber('weight', weight, 0);
  checkLayers(layers);
  return { name: 'l1', weight, layers };
}

/** The term of such a penalty. */
export function l1Term({ weight, layers }: L1PenaltySettings): PenaltyTerm {
  return {
    name: 'l1Sparsity',
    weight,
    layers,
    evaluate: ({ activation }) => sumOver(layers, (layer) => l1Sparsity(activation(layer))),
  };
}

/** The sum of a scalar of each layer. */
export function sumOver(layers: readonly string[], value: (layer: string) => tf.Scalar): tf.Scalar {
  return layers.map(value).reduce((sum, next) => tf.add(sum, next));
}
