import { checkChoice, checkNumber } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { klSparsityOfMeans } from '../kl-sparsity.js';
import { stopGradient } from '../stop-gradient.js';
import { checkLayers } from './check-layers.js';
import { sumOver } from './l1-penalty.js';
import type { PenaltyInputs, PenaltyTerm } from './penalty.js';

/** A running mean before its first batch. */
const unknown = -1;

/** How the mean activation of a unit is estimated. */
export const activationEstimates = ['batch', 'running'] as const;

/** The divergence of mean activations from a target, as a plain value. */
export interface KlSparsityPenaltySettings {
  readonly name: 'klSparsity';
  readonly weight: number;
  readonly target: number;
  readonly estimate: (typeof activationEstimates)[number];
  readonly decay: number;
  readonly layers: readonly string[];
}

/**
 * A penalty on the divergence of each unit's mean activation from a target, `β Σ_j KL(ρ ‖ ρ̂_j)`, summed over the
 * units of each layer, in nats. Activations must lie in [0, 1]: use the sigmoid.
 *
 * The mean is that of the batch, or a running one, `ρ̂ ← δ ρ̂ + (1 - δ) mean(a)`, which small batches need. The
 * running mean has the gradient of the batch's: without that, a weight would pull only `1 - δ` as hard.
 *
 * Sources: Ng 2011, "Sparse autoencoder" (CS294A notes), section 3; Bank et al. 2020, eq. 4; running means: Hinton
 * 2010, "A practical guide to training restricted Boltzmann machines", section 11.
 *
 * @param options.weight `β`. Default 1.
 * @param options.target `ρ`, within (0, 1). Default 0.05.
 * @param options.estimate `'batch'` or `'running'`. Default `'batch'`.
 * @param options.decay `δ` of the running mean, within [0, 1). Default 0.9.
 * @param options.layers names of layers of encoder or decoder; `'code'` is the code. Default `['code']`.
 * @throws {OptionError} naming the option and the value received.
 */
export function klSparsityPenalty({
  weight = 1,
  target = 0.05,
  estimate = 'batch',
  decay = 0.9,
  layers = ['code'],
}: Partial<Omit<KlSparsityPenaltySettings, 'name'>> = {}): KlSparsityPenaltySettings {
  checkNumber('weight', weight, 0);
  checkNumber('target', target, 1e-6, 1 - 1e-6);
  checkChoice('estimate', estimate, activationEstimates);
  checkNumber('decay', decay, 0, 1 - Number.EPSILON);
  checkLayers(layers);
  return { name: 'klSparsity', weight, target, estimate, decay, layers };
}

/** The term of such a penalty. */
export function klSparsityTerm(settings: KlSparsityPenaltySettings): PenaltyTerm {
  const { weight, target, estimate, decay, layers } = settings;
  const shared = { name: 'klSparsity', layers };
  if (estimate === 'batch') {
    const divergence = ({ activation }: PenaltyInputs, layer: string) =>
      klSparsityOfMeans(tf.mean(activation(layer), 0), target);
    return { ...shared, weight, evaluate: (inputs) => sumOver(layers, (layer) => divergence(inputs, layer)) };
  }
  const nameOf = (layer: string) => `meanActivation/${layer}`;
  return {
    ...shared,
    weight,
    evaluate: ({ activation, state, remember }) =>
      sumOver(layers, (layer) => {
        const running = state(nameOf(layer));
        const ofBatch = tf.mean(activation(layer), 0);
        const mixed = tf.add(tf.mul(running, decay), tf.mul(ofBatch, 1 - decay));
        const mean = stopGradient(tf.where(tf.less(running, 0), ofBatch, mixed));
        remember(running, mean);
        return klSparsityOfMeans(tf.add(ofBatch, stopGradient(tf.sub(mean, ofBatch))), target);
      }),
    // Below 0 as long as there is none.
    stateShapes: (shapeOf) =>
      Object.fromEntries(
        layers.map((layer) => [nameOf(layer), { shape: shapeOf(layer), value: unknown }] as const),
      ),
  };
}
