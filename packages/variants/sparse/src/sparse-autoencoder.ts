import { defineVariant, type Networks, type StepContext, type View } from '@autoencoders/core';
import {
  corruptionOf,
  type DeterministicRoles,
  deterministicModel,
  deterministicRoles,
} from '@autoencoders/deterministic';
import * as tf from '@tensorflow/tfjs';
import { auxiliaryLoss } from './auxiliary-loss.js';
import { decodedUnits } from './dictionary.js';
import { normalizeFeatures, onlyDenseKernel } from './features.js';
import { type SparseSettings, sparseOptions } from './options.js';
import { beforeSparse, codeActivationOf, keepsUnitNorm, sparseNetworks } from './sparse-networks.js';
import { sparsityTerms } from './sparsity-terms.js';
import { deadUnitWarning, unitWatch } from './unit-watch.js';

/** Features shown in a report. */
const shownFeatures = 100;

/** Dead units that are revived at a time where nobody says otherwise. */
const usualAuxiliaryK = 64;

/**
 * Makes a sparse autoencoder: for each input few units of the code are active, out of as many as one likes,
 *
 * `loss = E[L(x, g(f(x))) + λ Ω(f(x))]`
 *
 * with `Ω` the L1 norm of activations, the divergence of their means from a target, or the number of active units
 * under learned thresholds (JumpReLU); or with the `k` largest units kept and no penalty (top-k).
 *
 * Beside the loss its terms are the units `activeUnits` per example and the share `deadUnits` of those that have not
 * been active for `deadAfter` examples; the console is told when they are many.
 * Sources: Bank, Koenigstein and Giryes 2020, section 2.1; Ng 2011; Makhzani and Frey 2014; Gao et al. 2024;
 * Rajamanoharan et al. 2024.
 *
 * @example
 * const model = sparseAutoencoder({ inputShape: [28, 28, 1], latentDim: 4096, sparsity: 'topK', k: 32 });
 *
 * @throws {OptionError} naming each option that is wrong.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export const sparseAutoencoder = defineVariant({
  kind: 'sparse',
  summary: 'sparse autoencoder: L1, KL, top-k or JumpReLU, for codes of any width',
  options: sparseOptions,
  roles: deterministicRoles,
  networks: sparseNetworks,
  model: sparseModel,
});

function sparseModel(networks: Networks<DeterministicRoles>, options: SparseSettings) {
  const { encoder, decoder } = networks;
  const { latentDim, sparsity, auxiliaryWeight, deadAfter } = options;
  const codeActivation = codeActivationOf(options);
  const watch = unitWatch(latentDim, codeActivation, deadAfter);
  const revives = sparsity === 'topK' && auxiliaryWeight > 0;
  const model = deterministicModel(
    networks,
    { ...options, codeActivation },
    {
      corruption: corruptionOf(options.corruption),
      penalties: [
        ...sparsityTerms(options, encoder),
        ...(revives
          ? [
              auxiliaryLoss({
                weight: auxiliaryWeight,
                k: options.auxiliaryK ?? Math.min(usualAuxiliaryK, latentDim),
                before: beforeSparse(encoder),
                dead: watch.dead,
                mean: (output) => model.outputMean(output),
              }),
            ]
          : []),
        ...watch.terms,
        ...options.penalties,
      ],
    },
  );
  const [phase] = model.phases;
  const normalizes = keepsUnitNorm(options) && onlyDenseKernel(decoder) !== undefined;

  const dictionaryView: View = {
    title: 'Dictionary',
    caption: `What each unit of the code adds to the output: up to ${shownFeatures} features, those most active on the examples first.`,
    scale: 'weights',
    rows: (x) => {
      const activity = tf.mean(model.encode(x), 0);
      const { indices } = tf.topk(activity, Math.min(shownFeatures, latentDim));
      return { features: tf.gather(decodedUnits({ networks, ...model }), indices) };
    },
  };

  return {
    ...model,
    state: { ...model.state, idle: watch.idle },
    phases: [normalizes ? { ...phase!, afterStep: () => normalizeFeatures(decoder) } : phase!],
    callbacks: [
      deadUnitWarning(
        deadAfter,
        sparsity === 'topK'
          ? "Raise 'k' or 'auxiliaryWeight', or train longer."
          : "Lower 'weight' or the learning rate, or use sparsity 'topK', which revives them.",
      ),
    ],
    figures: ({ x }: { readonly x: tf.Tensor }, _step?: StepContext) => ({
      ...model.figures({ x }),
      activeUnits: tf.sum(watch.active(model.encode(x)), 1) as tf.Tensor1D,
    }),
    views: [dictionaryView],
  };
}
