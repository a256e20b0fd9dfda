import { checkOwnNetwork, type NetworkSlots, type Networks } from '@autoencoders/core';
import { formatShape, ShapeError } from '@autoencoders/errors';
import { convMapDecoder, convMapEncoder, denseDecoder, denseEncoder } from '@autoencoders/layers';
import { type Likelihood, likelihood } from '@autoencoders/losses';
import type * as tf from '@tensorflow/tfjs';
import type { VectorQuantizedSettings } from './options.js';

/** The networks of a vector-quantised autoencoder. */
export type VectorQuantizedRoles = 'encoder' | 'decoder';

/** The likelihood that the options ask for. */
export function likelihoodOf({ likelihood: name, variance, scale }: VectorQuantizedSettings): Likelihood {
  return likelihood(name, { variance, scale });
}

/**
 * Builds encoder and decoder around the codebook, or takes the caller's: the encoder ends in vectors of `codeDim`
 * (the last axis), or in a multiple of so many units.
 *
 * @throws {ShapeError} when a caller's network does not fit.
 */
export function vectorQuantizedNetworks(
  options: VectorQuantizedSettings,
  own: NetworkSlots<VectorQuantizedRoles>,
): Networks<VectorQuantizedRoles> {
  const { inputShape, codeDim, activation, seed } = options;
  const { parameters } = likelihoodOf(options);
  const outputShape = [...inputShape.slice(0, -1), inputShape.at(-1)! * parameters];
  const encoder = own.encoder ?? builtEncoder(options);
  const [code] = encoder.outputs.map((output) => output.shape.slice(1) as number[]);
  if (own.encoder) checkOwnNetwork('encoder', encoder, inputShape, [code!]);
  codeShapeOf(encoder, codeDim);
  if (own.decoder) checkOwnNetwork('decoder', own.decoder, code!, [outputShape]);
  if (own.decoder) return { encoder, decoder: own.decoder };
  if (options.architecture === 'convolutional') {
    const { filters, residual } = options;
    const decoder = convMapDecoder({
      filters,
      residual,
      activation,
      seed,
      codeDim,
      outputShape: inputShape,
      parameters,
    });
    checkOwnNetwork('decoder', decoder, code!, [outputShape]);
    return { encoder, decoder };
  }
  const latentDim = code!.reduce((size, length) => size * length, 1);
  const hidden = [...options.hidden].reverse();
  const dense = { latentDim, hidden, activation, seed, outputShape: inputShape, parameters };
  return { encoder, decoder: denseDecoder(dense) };
}

function builtEncoder(options: VectorQuantizedSettings): tf.LayersModel {
  const { inputShape, codeDim, activation, seed } = options;
  if (options.architecture === 'convolutional') {
    const { filters, residual } = options;
    return convMapEncoder({ inputShape, filters, residual, activation, seed, codeDim });
  }
  const { hidden, positions } = options;
  return denseEncoder({ inputShape, hidden, latentDim: positions * codeDim, activation, seed });
}

/**
 * The shape of one code, with `codeDim` last.
 *
 * @throws {ShapeError} when the encoder's output is not made of vectors so long.
 */
export function codeShapeOf(encoder: tf.LayersModel, codeDim: number): number[] {
  const shape = encoder.outputs[0]!.shape.slice(1) as number[];
  const [units] = shape;
  if (shape.length > 1 && shape.at(-1) === codeDim) return shape;
  if (shape.length === 1 && units! % codeDim === 0) return [units! / codeDim, codeDim];
  throw new ShapeError(
    `the network 'encoder' gives ${formatShape(shape)}: with codeDim ${codeDim} its last axis must be ${codeDim}, or its only one a multiple of it`,
  );
}
