import type { Networks } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import { denseEncoder, TiedDense } from '@autoencoders/layers';
import * as tf from '@tensorflow/tfjs';
import type { DeterministicSettings } from './options.js';

/**
 * A dense encoder, and a decoder of the same kernels, transposed, from the code outwards.
 *
 * @throws {OptionError} when the likelihood needs two numbers per value: a transposed kernel gives one.
 */
export function tiedNetworks(
  options: DeterministicSettings,
  parameters: 1 | 2,
): Networks<'encoder' | 'decoder'> {
  if (parameters === 2) {
    throw new OptionError(
      `a learned spread needs two numbers per value, tied kernels give one: fix the spread`,
    );
  }
  const { inputShape, hidden, latentDim, activation, codeActivation, seed } = options;
  const encoder = denseEncoder({
    inputShape,
    hidden,
    latentDim,
    activation,
    outputActivation: codeActivation,
    seed,
  });
  const kernels = encoder.layers.filter((layer) => layer.getClassName() === 'Dense').reverse();
  const size = inputShape.reduce((product, length) => product * length, 1);
  const widths = [...[...hidden].reverse(), size];
  const input = tf.input({ shape: [latentDim], name: 'decoder-input' });
  const flat = kernels.reduce((x, tiedTo, index) => {
    const last = index === kernels.length - 1;
    const layer = new TiedDense({
      units: widths[index]!,
      activation: last ? 'linear' : activation,
      tiedTo,
      name: `decoder-${last ? 'output' : `hidden-${index + 1}`}`,
    });
    return layer.apply(x) as tf.SymbolicTensor;
  }, input);
  const output =
    inputShape.length === 1
      ? flat
      : (tf.layers
          .reshape({ targetShape: inputShape, name: 'decoder-reshape' })
          .apply(flat) as tf.SymbolicTensor);
  return { encoder, decoder: tf.model({ inputs: input, outputs: output, name: 'decoder' }) };
}
