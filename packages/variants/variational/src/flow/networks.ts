import type { NetworkSlots, Networks } from '@autoencoders/core';
import { checkOwnNetwork } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import { checkNetwork } from '../check-network.js';
import { decoderOf, encoderOf, outputShapeOf, posteriorHeads, type VariationalRoles } from '../networks.js';
import { AutoregressiveStep } from './autoregressive-step.js';
import type { FlowSettings } from './options.js';

/** The networks of a variational autoencoder whose posterior is a flow. */
export type FlowRoles = VariationalRoles | 'flow';

/**
 * Builds the encoder (three outputs: mean, log-variance and context), the decoder and `flow`, which takes codes and the
 * context and gives other codes and the logarithm of the scale of each dimension, or takes the caller's.
 *
 * @throws {ShapeError} when a caller's network does not fit.
 */
export function flowNetworks(options: FlowSettings, own: NetworkSlots<FlowRoles>): Networks<FlowRoles> {
  const { inputShape, latentDim } = options;
  const heads = [...posteriorHeads, 'context'];
  const code = [latentDim];
  if (own.encoder)
    checkOwnNetwork(
      'encoder',
      own.encoder,
      inputShape,
      heads.map(() => code),
    );
  if (own.decoder) checkOwnNetwork('decoder', own.decoder, code, [outputShapeOf(options)]);
  if (own.flow) checkNetwork('flow', own.flow, [code, code], [code, code]);
  return {
    encoder: own.encoder ?? encoderOf(options, heads),
    decoder: own.decoder ?? decoderOf(options),
    flow: own.flow ?? flowNetwork(options),
  };
}

function flowNetwork({ latentDim, flows, flowHidden, activation, seed }: FlowSettings): tf.LayersModel {
  const codes = tf.input({ shape: [latentDim], name: 'flow-input' });
  const context = tf.input({ shape: [latentDim], name: 'flow-context' });
  const logScales: tf.SymbolicTensor[] = [];
  let z = codes;
  for (let index = 0; index < flows; index++) {
    const step = new AutoregressiveStep({
      hidden: flowHidden,
      activation,
      reversed: index % 2 === 1,
      // Each step draws four kernels.
      seed: 1000 * seed + 4 * index + 1,
      name: `flow-${index + 1}`,
    });
    const [next, logScale] = step.apply([z, context]) as [tf.SymbolicTensor, tf.SymbolicTensor];
    z = next;
    logScales.push(logScale);
  }
  const logScale =
    flows === 1
      ? logScales[0]!
      : (tf.layers.add({ name: 'flow-log-scale' }).apply(logScales) as tf.SymbolicTensor);
  return tf.model({ inputs: [codes, context], outputs: [z, logScale], name: 'flow' });
}
