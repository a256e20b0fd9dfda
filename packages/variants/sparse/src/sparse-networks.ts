import type { NetworkSlots, Networks } from '@autoencoders/core';
import { type DeterministicRoles, deterministicNetworks } from '@autoencoders/deterministic';
import { OptionError } from '@autoencoders/errors';
import { JumpRelu, TopK } from '@autoencoders/layers';
import * as tf from '@tensorflow/tfjs';
import { normalizeFeatures, onlyDenseKernel } from './features.js';
import type { SparseSettings } from './options.js';

/** Name of the layer that makes the code sparse, where a layer does. */
export const sparseLayer = 'encoder-sparse';

/** The encoder's output before that layer. */
export const beforeSparse = 'encoder-code';

/**
 * Encoder and decoder; with `topK` and `jumpRelu` the encoder ends in the layer that makes the code sparse. Where the
 * decoder is one dense layer, its features begin as those of the encoder, of length 1, which keeps units alive.
 *
 * @throws {ShapeError} when a network of the caller's does not fit.
 * @throws {OptionError} when `k` is more than there are units, or an encoder of the caller's lacks the layer.
 */
export function sparseNetworks(
  options: SparseSettings,
  own: NetworkSlots<DeterministicRoles>,
): Networks<DeterministicRoles> {
  const { sparsity, latentDim, k, auxiliaryK } = options;
  if (sparsity === 'topK' && k > latentDim) {
    throw new OptionError(`k is ${k}, latentDim ${latentDim}: keep at most as many units as there are`);
  }
  if (sparsity === 'topK' && auxiliaryK > latentDim) {
    throw new OptionError(`auxiliaryK is ${auxiliaryK}, latentDim ${latentDim}: use at most as many units`);
  }
  checkOwnEncoder(options, own.encoder);
  const codeActivation = codeActivationOf(options);
  const { encoder, decoder } = deterministicNetworks({ ...options, codeActivation }, own);
  if (!own.encoder && !own.decoder) startAlike(encoder, decoder);
  if (!own.decoder && keepsUnitNorm(options)) normalizeFeatures(decoder);
  return { encoder: own.encoder ?? ended(encoder, options), decoder };
}

/** The activation of the code before it is made sparse. */
export function codeActivationOf({ sparsity, codeActivation }: SparseSettings) {
  if (sparsity === 'topK' || sparsity === 'jumpRelu') return 'linear';
  return codeActivation ?? (sparsity === 'kl' ? 'sigmoid' : 'relu');
}

/**
 * Whether features are kept at length 1: what an L1 norm or a count of units weighs would otherwise be escaped by small
 * codes and long features. Mean activations near a small target need those.
 */
export function keepsUnitNorm({ sparsity, unitNorm }: SparseSettings): boolean {
  return unitNorm ?? sparsity !== 'kl';
}

function ended(encoder: tf.LayersModel, { sparsity, k, threshold, bandwidth }: SparseSettings) {
  if (sparsity !== 'topK' && sparsity !== 'jumpRelu') return encoder;
  const layer =
    sparsity === 'topK'
      ? new TopK({ k, name: sparseLayer })
      : new JumpRelu({ threshold, bandwidth, name: sparseLayer });
  const outputs = layer.apply(encoder.outputs[0]!) as tf.SymbolicTensor;
  return tf.model({ inputs: encoder.inputs, outputs, name: encoder.name });
}

function checkOwnEncoder({ sparsity }: SparseSettings, encoder: tf.LayersModel | undefined): void {
  if (!encoder || (sparsity !== 'topK' && sparsity !== 'jumpRelu')) return;
  const names = encoder.layers.map(({ name }) => name);
  if (names.includes(sparseLayer) && names.includes(beforeSparse)) return;
  throw new OptionError(
    `with sparsity '${sparsity}' an encoder of your own ends in a layer '${sparseLayer}' (${sparsity === 'topK' ? 'TopK' : 'JumpRelu'}) after one named '${beforeSparse}': its layers are ${names.join(', ')}`,
  );
}

/** Decoder features as the encoder's filters. Source: Gao et al. 2024, section 2.4 and appendix A.1. */
function startAlike(encoder: tf.LayersModel, decoder: tf.LayersModel): void {
  const [inwards, outwards] = [onlyDenseKernel(encoder), onlyDenseKernel(decoder)];
  if (!inwards || !outwards || inwards.shape[0] !== outwards.shape[1]) return;
  tf.tidy(() => outwards.assign(tf.transpose(inwards)));
}
