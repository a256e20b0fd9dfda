import * as tf from '@tensorflow/tfjs';
import {
  type ActivationName,
  checkExampleShape,
  checkRate,
  checkShared,
  checkSizes,
  type HiddenActivationName,
} from './check-network.js';
import { type InitializerName, kernelInitializer, layerSeeds } from './initializers.js';
import { hiddenConfiguration, normalize } from './normalize.js';
import { reshapeTo } from './plane.js';
import { Dropout } from './random-layers.js';
import { registerLayers } from './register-layers.js';

/** What dense encoders and decoders share. */
export interface DenseOptions {
  /** Widths of the hidden layers, in order. Default none. */
  readonly hidden?: readonly number[];
  /** Of the hidden layers. Default `'relu'`. */
  readonly activation?: HiddenActivationName;
  /** Initial kernels of the hidden layers. Default: He's before a ReLU, LeCun's before a SELU, else Glorot's. */
  readonly initializer?: InitializerName;
  /** Normalise each hidden layer over the batch. Default false. */
  readonly batchNormalization?: boolean;
  /** Fraction of each hidden layer dropped in training. Default 0. */
  readonly dropout?: number;
  /** Seed of the initial weights. Default 0. */
  readonly seed?: number;
  /** Name of the network. */
  readonly name?: string;
}

/** Options of {@link denseEncoder}. */
export interface DenseEncoderOptions extends DenseOptions {
  /** Shape of one input; flattened. */
  readonly inputShape: readonly number[];
  /** Width of the code. */
  readonly latentDim: number;
  /** Names of the outputs, `latentDim` wide each. Default `['code']`; a Gaussian code has `['mean', 'logVariance']`. */
  readonly heads?: readonly string[];
  /** Of the outputs. Default `'linear'`. */
  readonly outputActivation?: ActivationName;
  /** A layer that is applied to the flat inputs before all others, such as `Centring`. */
  readonly before?: tf.layers.Layer;
}

/** Options of {@link denseDecoder}. */
export interface DenseDecoderOptions extends DenseOptions {
  /** Width of the code. */
  readonly latentDim: number;
  /** Shape of one output. */
  readonly outputShape: readonly number[];
  /** Numbers per value, along the last axis: 2 for a location and a spread. Default 1. */
  readonly parameters?: 1 | 2;
  /** Of the output. Default `'linear'`. */
  readonly outputActivation?: ActivationName;
}

/**
 * Dense layers from inputs `[batch, ...inputShape]` to one or more codes `[batch, latentDim]`.
 *
 * @throws {OptionError} for sizes that are not positive integers, or an unknown activation or initializer.
 */
export function denseEncoder(options: DenseEncoderOptions): tf.LayersModel {
  const { inputShape, latentDim, heads = ['code'], outputActivation = 'linear', name = 'encoder' } = options;
  checkExampleShape('inputShape', inputShape);
  checkShared(options);
  const nextSeed = layerSeeds(options.seed ?? 0, 'encoder');
  const input = tf.input({ shape: [...inputShape], name: `${name}-input` });
  const flat = inputShape.length === 1 ? input : flatten(input, `${name}-flatten`);
  const start = options.before ? (options.before.apply(flat) as tf.SymbolicTensor) : flat;
  const body = hiddenLayers(start, name, options, nextSeed);
  const outputs = heads.map((head) =>
    codeHead(body, `${name}-${head}`, latentDim, outputActivation, nextSeed()),
  );
  return tf.model({ inputs: input, outputs, name });
}

/**
 * Dense layers from codes `[batch, latentDim]` to outputs `[batch, ...outputShape]`, with the last axis
 * multiplied by `parameters`.
 *
 * @throws {OptionError} for sizes that are not positive integers, or an unknown activation or initializer.
 */
export function denseDecoder(options: DenseDecoderOptions): tf.LayersModel {
  const { latentDim, outputShape, parameters = 1, outputActivation = 'linear', name = 'decoder' } = options;
  checkExampleShape('outputShape', outputShape);
  checkShared(options);
  const nextSeed = layerSeeds(options.seed ?? 0, 'decoder');
  const input = tf.input({ shape: [latentDim], name: `${name}-input` });
  const body = hiddenLayers(input, name, options, nextSeed);
  const target = [...outputShape.slice(0, -1), outputShape.at(-1)! * parameters];
  const units = target.reduce((size, length) => size * length, 1);
  const flat = codeHead(body, `${name}-output`, units, outputActivation, nextSeed());
  return tf.model({ inputs: input, outputs: reshapeTo(flat, target, `${name}-reshape`), name });
}

/** The hidden layers that `hidden` names, each followed by what the options ask for. */
export function hiddenLayers(
  input: tf.SymbolicTensor,
  name: string,
  { hidden = [], dropout = 0, ...style }: DenseOptions,
  nextSeed: () => number,
): tf.SymbolicTensor {
  checkSizes('hidden', hidden);
  checkRate('dropout', dropout);
  registerLayers();
  return hidden.reduce((x, units, index) => {
    const layer = `${name}-hidden-${index + 1}`;
    const dense = tf.layers.dense({
      units,
      kernelInitializer: kernelInitializer(style.activation ?? 'relu', nextSeed(), style.initializer),
      name: layer,
      ...hiddenConfiguration(style),
    });
    const next = normalize(dense.apply(x) as tf.SymbolicTensor, layer, style);
    if (dropout === 0) return next;
    return new Dropout({ rate: dropout, name: `${layer}-dropout` }).apply(next) as tf.SymbolicTensor;
  }, input);
}

/** A dense layer as an output of a network. */
export function codeHead(
  x: tf.SymbolicTensor,
  name: string,
  units: number,
  activation: ActivationName,
  seed: number,
): tf.SymbolicTensor {
  const layer = tf.layers.dense({
    units,
    activation,
    kernelInitializer: kernelInitializer(activation, seed),
    name,
  });
  return layer.apply(x) as tf.SymbolicTensor;
}

/** All axes but the batch's as one. */
export function flatten(x: tf.SymbolicTensor, name: string): tf.SymbolicTensor {
  return tf.layers.flatten({ name }).apply(x) as tf.SymbolicTensor;
}
