import type { NetworkSlots, Networks } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import { checkNetwork } from '../check-network.js';
import { decoderOf, encoderOf, outputShapeOf, posteriorHeads, type VariationalRoles } from '../networks.js';
import { type ConditionalSettings, conditionWidth } from './options.js';

/**
 * Builds encoder and decoder, or takes the caller's. Each has two inputs, of which the second is the condition: it goes
 * beside what the dense layers of the encoder start from, and beside the code that the decoder takes.
 *
 * @throws {OptionError} unless there is one kind of condition.
 * @throws {ShapeError} when a caller's network does not fit.
 */
export function conditionalNetworks(
  options: ConditionalSettings,
  own: NetworkSlots<VariationalRoles>,
): Networks<VariationalRoles> {
  const { inputShape, latentDim } = options;
  const width = conditionWidth(options);
  const condition = [width];
  const heads = posteriorHeads.map(() => [latentDim]);
  if (own.encoder) checkNetwork('encoder', own.encoder, [inputShape, condition], heads);
  if (own.decoder) checkNetwork('decoder', own.decoder, [[latentDim], condition], [outputShapeOf(options)]);
  const encoder = options.architecture === 'convolutional' ? convolutionalEncoder : denseEncoder;
  return { encoder: own.encoder ?? encoder(options, width), decoder: own.decoder ?? decoder(options, width) };
}

function denseEncoder(options: ConditionalSettings, width: number): tf.LayersModel {
  const { inputShape } = options;
  const { x, condition } = inputs('encoder', inputShape, width);
  const flat =
    inputShape.length === 1
      ? x
      : (tf.layers.flatten({ name: 'conditional-encoder-flatten' }).apply(x) as tf.SymbolicTensor);
  const features = inputShape.reduce((size, length) => size * length, 1);
  const body = encoderOf({ ...options, inputShape: [features + width] });
  const outputs = body.apply(beside('encoder', flat, condition)) as tf.SymbolicTensor[];
  return tf.model({ inputs: [x, condition], outputs, name: 'conditional-encoder' });
}

/**
 * Its only dense layers are the heads, which are linear: what the condition adds to them is what a head of both side by
 * side would make of it.
 */
function convolutionalEncoder(options: ConditionalSettings, width: number): tf.LayersModel {
  const { inputShape, latentDim, seed } = options;
  const { x, condition } = inputs('encoder', inputShape, width);
  const convolved = encoderOf(options).apply(x) as tf.SymbolicTensor[];
  const outputs = posteriorHeads.map((head, index) => {
    const name = `conditional-encoder-${head}`;
    const kernelInitializer = tf.initializers.glorotUniform({ seed: 2 * seed + index + 1 });
    const layer = tf.layers.dense({ units: latentDim, useBias: false, kernelInitializer, name });
    const added = layer.apply(condition) as tf.SymbolicTensor;
    return tf.layers.add({ name: `${name}-sum` }).apply([convolved[index]!, added]) as tf.SymbolicTensor;
  });
  return tf.model({ inputs: [x, condition], outputs, name: 'conditional-encoder' });
}

function decoder(options: ConditionalSettings, width: number): tf.LayersModel {
  const { latentDim } = options;
  const { x: z, condition } = inputs('decoder', [latentDim], width);
  const body = decoderOf({ ...options, latentDim: latentDim + width });
  const outputs = body.apply(beside('decoder', z, condition)) as tf.SymbolicTensor;
  return tf.model({ inputs: [z, condition], outputs, name: 'conditional-decoder' });
}

function inputs(network: string, shape: readonly number[], width: number) {
  return {
    x: tf.input({ shape: [...shape], name: `conditional-${network}-input` }),
    condition: tf.input({ shape: [width], name: `conditional-${network}-condition` }),
  };
}

function beside(network: string, values: tf.SymbolicTensor, condition: tf.SymbolicTensor): tf.SymbolicTensor {
  const layer = tf.layers.concatenate({ name: `conditional-${network}-beside` });
  return layer.apply([values, condition]) as tf.SymbolicTensor;
}
