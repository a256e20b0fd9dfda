import type { Networks } from '@autoencoders/core';
import type { DeterministicRoles } from '@autoencoders/deterministic';
import { OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/** A layer of the encoder and the one of the decoder that undoes it. */
export interface StackedLayer {
  /** Of the encoder's layer. */
  readonly activation: string;
  /** Of the decoder's layer. */
  readonly outputActivation: string;
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
 * @throws {OptionError} naming what else is in a network, or the widths of both where they differ.
 */
export function denseStack({ encoder, decoder }: Networks<DeterministicRoles>): StackedLayer[] {
  const inwards = denseLayers('encoder', encoder);
  const outwards = denseLayers('decoder', decoder).reverse();
  const [given, taken] = [
    inwards.map(({ output }) => widthOf(output)),
    outwards.map(({ input }) => widthOf(input)),
  ];
  if (!tf.util.arraysEqual(given, taken)) {
    throw new OptionError(
      `the encoder's dense layers are ${given.join(', ')} wide, the decoder's take ${[...taken].reverse().join(', ')}: to be pretrained they must mirror one another`,
    );
  }
  return inwards.map((down, index) => {
    const up = outwards[index]!;
    const variables = [down, up].flatMap(({ trainableWeights }) =>
      trainableWeights.map((weight) => weight.read() as tf.Variable),
    );
    return {
      activation: String(down.getConfig().activation),
      outputActivation: String(up.getConfig().activation),
      variables: [...new Set(variables)],
      outputShape: decoder.outputs[0]!.shape.slice(1) as number[],
      encode: (h) => down.apply(h) as tf.Tensor,
      decode: (h) => up.apply(h) as tf.Tensor,
    };
  });
}

function widthOf(side: tf.SymbolicTensor | tf.SymbolicTensor[]): number {
  return (side as tf.SymbolicTensor).shape.at(-1)!;
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
