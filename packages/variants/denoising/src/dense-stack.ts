import type { Networks } from '@autoencoders/core';
import type { DeterministicRoles } from '@autoencoders/deterministic';
import { OptionError } from '@autoencoders/errors';
import type * as tf from '@tensorflow/tfjs';

/** A layer of the encoder and the one of the decoder that undoes it. */
export interface StackedLayer {
  /** Of the encoder's layer. */
  readonly activation: string;
  readonly variables: readonly tf.Variable[];
  /** The shape that the decoder gives its outputs, without the batch. */
  readonly outputShape: readonly number[];
  encode(h: tf.Tensor): tf.Tensor;
  decode(h: tf.Tensor): tf.Tensor;
}

const shaping = ['InputLayer', 'Flatten', 'Reshape'];
const dense = ['Dense', 'AutoencodersTiedDense'];

/**
 * The dense layers of two networks that mirror one another, from the input inwards.
 *
 * @throws {OptionError} naming what else is in a network, or both numbers of layers.
 */
export function denseStack({ encoder, decoder }: Networks<DeterministicRoles>): StackedLayer[] {
  const inwards = denseLayers('encoder', encoder);
  const outwards = denseLayers('decoder', decoder).reverse();
  if (inwards.length !== outwards.length) {
    throw new OptionError(
      `the encoder has ${inwards.length} dense layers, the decoder ${outwards.length}: to be pretrained they must mirror one another`,
    );
  }
  return inwards.map((down, index) => {
    const up = outwards[index]!;
    const variables = [down, up].flatMap(({ trainableWeights }) =>
      trainableWeights.map((weight) => weight.read() as tf.Variable),
    );
    return {
      activation: String(down.getConfig().activation),
      variables: [...new Set(variables)],
      outputShape: decoder.outputs[0]!.shape.slice(1) as number[],
      encode: (h) => down.apply(h) as tf.Tensor,
      decode: (h) => up.apply(h) as tf.Tensor,
    };
  });
}

function denseLayers(role: string, network: tf.LayersModel): tf.layers.Layer[] {
  const acting = network.layers.filter((layer) => !shaping.includes(layer.getClassName()));
  const other = acting.find((layer) => !dense.includes(layer.getClassName()));
  if (other) {
    throw new OptionError(
      `the ${role} has a layer '${other.name}' (${other.getClassName()}): only dense layers are pretrained one by one, choose architecture 'dense' or 'tied'`,
    );
  }
  return acting;
}
