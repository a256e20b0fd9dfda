import type { Networks } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { DeterministicRoles } from './deterministic-networks.js';

/** One pass through both networks, with the outputs of some of their layers. */
export interface TappedPass {
  readonly code: tf.Tensor;
  readonly output: tf.Tensor;
  /**
   * The output of a tapped layer by name; `'code'` is the code.
   *
   * @throws {OptionError} for a layer that is not tapped.
   */
  activation(layer: string): tf.Tensor;
}

/** Both networks, some of whose layers are looked at. */
export interface TappedNetworks {
  pass(x: tf.Tensor, training: boolean): TappedPass;
  /** The shape of a tapped layer's output, without the batch. */
  shapeOf(layer: string): readonly number[];
}

/**
 * Both networks with an output more for each layer that is named, so that one pass gives them all. The layers are the
 * networks' own.
 *
 * @throws {OptionError} naming a layer that neither network has, and those there are.
 */
export function tappedNetworks(
  { encoder, decoder }: Networks<DeterministicRoles>,
  layers: readonly string[],
): TappedNetworks {
  const names = [...new Set(layers)].filter((name) => name !== 'code');
  const owners = { encoder: namesIn(encoder), decoder: namesIn(decoder) };
  const missing = names.find((name) => !owners.encoder.includes(name) && !owners.decoder.includes(name));
  if (missing !== undefined) {
    const there = ['code', ...owners.encoder, ...owners.decoder].join(', ');
    throw new OptionError(`there is no layer '${missing}': the layers are ${there}`);
  }
  const encoderWith = withOutputs(
    encoder,
    names.filter((name) => owners.encoder.includes(name)),
  );
  const decoderWith = withOutputs(
    decoder,
    names.filter((name) => !owners.encoder.includes(name)),
  );
  return {
    pass: (x, training) => {
      const { output: code, layers: ofEncoder } = encoderWith(x, training);
      const { output, layers: ofDecoder } = decoderWith(code, training);
      const found = new Map<string, tf.Tensor>([['code', code], ...ofEncoder, ...ofDecoder]);
      return { code, output, activation: (layer) => found.get(layer) ?? untapped(layer, [...found.keys()]) };
    },
    shapeOf: (layer) => {
      const network = owners.encoder.includes(layer) || layer === 'code' ? encoder : decoder;
      const output = layer === 'code' ? encoder.outputs[0]! : outputOf(network, layer);
      return output.shape.slice(1) as number[];
    },
  };
}

function untapped(layer: string, tapped: readonly string[]): never {
  throw new OptionError(
    `the output of layer '${layer}' is not at hand, only that of ${tapped.join(', ')}: name it in the 'layers' of the penalty's term`,
  );
}

function namesIn(network: tf.LayersModel): string[] {
  return network.layers.map(({ name }) => name);
}

function outputOf(network: tf.LayersModel, layer: string): tf.SymbolicTensor {
  return network.getLayer(layer).output as tf.SymbolicTensor;
}

/** A network's output, and those of some of its layers by name, in one pass. */
function withOutputs(network: tf.LayersModel, layers: readonly string[]) {
  const taps = layers.map((layer) => [layer, outputOf(network, layer)] as const);
  // A layer may be the last one, whose output is there already.
  const outputs = [...new Set([network.outputs[0]!, ...taps.map(([, output]) => output)])];
  const tapped =
    outputs.length === 1
      ? network
      : tf.model({ inputs: network.inputs, outputs, name: `${network.name}-tapped` });
  return (x: tf.Tensor, training: boolean) => {
    const values = [tapped.apply(x, { training }) as tf.Tensor | tf.Tensor[]].flat();
    return {
      output: values[0]!,
      layers: taps.map(([layer, output]) => [layer, values[outputs.indexOf(output)]!] as const),
    };
  };
}
