import type { NetworkSlots, Networks } from '@autoencoders/core';
import { type DeterministicRoles, deterministicNetworks } from '@autoencoders/deterministic';
import { OptionError } from '@autoencoders/errors';
import { Centring, denseDecoder, denseEncoder, JumpRelu, TopK } from '@autoencoders/layers';
import * as tf from '@tensorflow/tfjs';
import { normalizeFeatures, onlyDenseKernel } from './features.js';
import type { SparseSettings } from './options.js';

/**
 * Encoder and decoder; with `topK` and `jumpRelu` the encoder ends in the layer that makes the code sparse: one of the
 * caller's that does not is given it. Where the decoder is one dense layer, its features begin as those of the encoder,
 * of length 1, which keeps units alive.
 *
 * @throws {ShapeError} when a network of the caller's does not fit.
 * @throws {OptionError} when `k` or `auxiliaryK` is more than there are units.
 */
export function sparseNetworks(
  options: SparseSettings,
  own: NetworkSlots<DeterministicRoles>,
): Networks<DeterministicRoles> {
  const { sparsity, latentDim, k, auxiliaryK } = options;
  if (sparsity === 'topK' && k > latentDim) {
    throw new OptionError(`k is ${k}, latentDim ${latentDim}: keep at most as many units as there are`);
  }
  if (sparsity === 'topK' && auxiliaryK !== undefined && auxiliaryK > latentDim) {
    throw new OptionError(`auxiliaryK is ${auxiliaryK}, latentDim ${latentDim}: use at most as many units`);
  }
  const codeActivation = codeActivationOf(options);
  const { encoder, decoder } = isCentred(options, own)
    ? centredNetworks({ ...options, codeActivation })
    : deterministicNetworks({ ...options, codeActivation }, own);
  if (!own.encoder && !own.decoder) startAlike(encoder, decoder);
  if (!own.decoder && keepsUnitNorm(options)) normalizeFeatures(decoder);
  return { encoder: ended(encoder, options), decoder };
}

/**
 * Whether the encoder subtracts the decoder's bias, so that units answer to what differs from the mean: a single dense
 * layer either way, none of them the caller's, whose outputs are data.
 */
function isCentred(
  { centred, sparsity, architecture, hidden, loss }: SparseSettings,
  own: NetworkSlots<DeterministicRoles>,
): boolean {
  const single = architecture === 'linear' || (architecture === 'dense' && hidden.length === 0);
  const possible = single && loss === 'squaredError' && !own.encoder && !own.decoder;
  return possible && (centred ?? (sparsity === 'topK' || sparsity === 'jumpRelu'));
}

/** Source: Gao et al. 2024, eq. 1 and 2. */
function centredNetworks({ inputShape, latentDim, codeActivation, seed }: SparseSettings) {
  const decoder = denseDecoder({ latentDim, outputShape: inputShape, seed });
  const before = new Centring({ tiedTo: decoder.getLayer('decoder-output'), name: 'encoder-centring' });
  const activation = codeActivation ?? 'linear';
  const encoder = denseEncoder({ inputShape, latentDim, outputActivation: activation, seed, before });
  return { encoder, decoder };
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

/** The layer that makes the code sparse, where a layer does: the last of the encoder. */
export function sparseLayer(encoder: tf.LayersModel): tf.layers.Layer {
  return encoder.outputs[0]!.sourceLayer;
}

/** The name of the layer before that one, whose output it makes sparse. */
export function beforeSparse(encoder: tf.LayersModel): string {
  return (sparseLayer(encoder).input as tf.SymbolicTensor).sourceLayer.name;
}

function ended(encoder: tf.LayersModel, { sparsity, k, threshold, bandwidth }: SparseSettings) {
  if (sparsity !== 'topK' && sparsity !== 'jumpRelu') return encoder;
  const { className } = sparsity === 'topK' ? TopK : JumpRelu;
  if (sparseLayer(encoder).getClassName() === className) return encoder;
  const layer =
    sparsity === 'topK'
      ? new TopK({ k, name: 'encoder-sparse' })
      : new JumpRelu({ threshold, bandwidth, name: 'encoder-sparse' });
  const outputs = layer.apply(encoder.outputs[0]!) as tf.SymbolicTensor;
  return tf.model({ inputs: encoder.inputs, outputs, name: encoder.name });
}

/** Decoder features as the encoder's filters. Source: Gao et al. 2024, section 2.4 and appendix A.1. */
function startAlike(encoder: tf.LayersModel, decoder: tf.LayersModel): void {
  const [inwards, outwards] = [onlyDenseKernel(encoder), onlyDenseKernel(decoder)];
  if (!inwards || !outwards || inwards.shape[0] !== outwards.shape[1]) return;
  tf.tidy(() => outwards.assign(tf.transpose(inwards)));
}
