import { checkInteger, formatShape, OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { type ActivationName, checkExampleShape, checkSizes } from './check-network.js';
import { codeHead, type DenseOptions, flatten, hiddenLayers } from './dense.js';
import { kernelInitializer, layerSeeds } from './initializers.js';

/** What convolutional encoders and decoders share. `hidden` are dense layers next to the code. */
export interface ConvOptions extends DenseOptions {
  /** Channels after each halving of the size, from the image inwards. Default `[32, 64]`. */
  readonly filters?: readonly number[];
  /** Length of the kernels' sides. Default 3. */
  readonly kernelSize?: number;
  /** Follow each halving by a residual block of two convolutions (He et al. 2016). Default false. */
  readonly residual?: boolean;
}

/** Options of {@link convEncoder}. */
export interface ConvEncoderOptions extends ConvOptions {
  /** `[length, channels]` or `[height, width, channels]`, of any size. */
  readonly inputShape: readonly number[];
  /** Width of the code. */
  readonly latentDim: number;
  /** Names of the outputs, `latentDim` wide each. Default `['code']`. */
  readonly heads?: readonly string[];
  /** Of the outputs. Default `'linear'`. */
  readonly outputActivation?: ActivationName;
}

/** Options of {@link convDecoder}. Give the encoder's `filters`, `kernelSize` and `hidden`: they are mirrored. */
export interface ConvDecoderOptions extends ConvOptions {
  /** Width of the code. */
  readonly latentDim: number;
  /** `[length, channels]` or `[height, width, channels]`, of any size. */
  readonly outputShape: readonly number[];
  /** Numbers per value, along the last axis: 2 for a location and a spread. Default 1. */
  readonly parameters?: 1 | 2;
  /** Of the output. Default `'linear'`. */
  readonly outputActivation?: ActivationName;
}

/**
 * Convolutions of stride 2, then dense layers, from `[batch, ...inputShape]` to codes `[batch, latentDim]`.
 *
 * @throws {OptionError} for shapes that are neither sequences nor images, or sizes that are not positive integers.
 */
export function convEncoder(options: ConvEncoderOptions): tf.LayersModel {
  const { inputShape, latentDim, heads = ['code'], outputActivation = 'linear', name = 'encoder' } = options;
  const { filters, kernelSize } = checkedConvolutions(options, 'inputShape', inputShape);
  checkInteger('latentDim', latentDim);
  const plane = asPlane(inputShape);
  const nextSeed = layerSeeds(options.seed ?? 0, 'encoder');
  const input = tf.input({ shape: [...inputShape], name: `${name}-input` });
  let x = reshapeTo(input, inputShape, plane, `${name}-plane`);
  filters.forEach((channels, index) => {
    const layer = `${name}-down-${index + 1}`;
    x = convolution(x, layer, channels, plane, kernelSize, 2, options, nextSeed());
    if (options.residual)
      x = residualBlock(x, `${layer}-residual`, channels, plane, kernelSize, options, nextSeed);
  });
  const body = hiddenLayers(flatten(x, `${name}-flatten`), name, options, nextSeed);
  const outputs = heads.map((head) =>
    codeHead(body, `${name}-${head}`, latentDim, outputActivation, nextSeed()),
  );
  return tf.model({ inputs: input, outputs, name });
}

/**
 * The mirror of {@link convEncoder}: dense layers, then transposed convolutions of stride 2, from codes
 * `[batch, latentDim]` to `[batch, ...outputShape]`, cropped where a size is odd; the last axis is multiplied by
 * `parameters`.
 *
 * @throws {OptionError} for shapes that are neither sequences nor images, or sizes that are not positive integers.
 */
export function convDecoder(options: ConvDecoderOptions): tf.LayersModel {
  const { latentDim, outputShape, parameters = 1, outputActivation = 'linear', name = 'decoder' } = options;
  const { filters, kernelSize } = checkedConvolutions(options, 'outputShape', outputShape);
  checkInteger('latentDim', latentDim);
  const plane = asPlane(outputShape);
  const sizes = halvings(plane, filters.length);
  const nextSeed = layerSeeds(options.seed ?? 0, 'decoder');
  const input = tf.input({ shape: [latentDim], name: `${name}-input` });
  const hidden = [...(options.hidden ?? [])].reverse();
  const body = hiddenLayers(input, name, { ...options, hidden }, nextSeed);
  const [height, width] = sizes[filters.length]!;
  const smallest = [height, width, filters.at(-1) ?? plane[2]];
  const activation = options.activation ?? 'relu';
  const grown = codeHead(body, `${name}-grow`, product(smallest), activation, nextSeed());
  let x = tf.layers
    .reshape({ targetShape: smallest, name: `${name}-unflatten` })
    .apply(grown) as tf.SymbolicTensor;
  for (let stage = filters.length - 1; stage >= 0; stage--) {
    const layer = `${name}-up-${stage + 1}`;
    if (options.residual)
      x = residualBlock(x, `${layer}-residual`, filters[stage]!, plane, kernelSize, options, nextSeed);
    const last = stage === 0;
    const channels = last ? plane[2] * parameters : filters[stage - 1]!;
    x = transposedConvolution(
      x,
      layer,
      channels,
      plane,
      kernelSize,
      last ? outputActivation : activation,
      nextSeed(),
    );
    x = cropTo(x, sizes[stage]!, `${layer}-crop`);
  }
  const target = [...outputShape.slice(0, -1), outputShape.at(-1)! * parameters];
  const output = reshapeTo(x, [...plane.slice(0, 2), plane[2] * parameters], target, `${name}-reshape`);
  return tf.model({ inputs: input, outputs: output, name });
}

type Plane = readonly [height: number, width: number, channels: number];

function checkedConvolutions(options: ConvOptions, option: string, shape: readonly number[]) {
  const { filters = [32, 64], kernelSize = 3 } = options;
  checkExampleShape(option, shape);
  if (shape.length !== 2 && shape.length !== 3) {
    throw new OptionError(
      `${option} is ${formatShape(shape)}: convolutions take [length, channels] or [height, width, channels]`,
    );
  }
  checkSizes('filters', filters);
  if (filters.length === 0)
    throw new OptionError('filters is []: give the channels of at least one convolution');
  checkInteger('kernelSize', kernelSize);
  return { filters, kernelSize };
}

/** A sequence is an image of width 1. */
function asPlane(shape: readonly number[]): Plane {
  return shape.length === 2 ? [shape[0]!, 1, shape[1]!] : [shape[0]!, shape[1]!, shape[2]!];
}

/** The sizes after 0, 1, … halvings with padding 'same'. */
function halvings([height, width]: Plane, times: number): [number, number][] {
  const sizes: [number, number][] = [[height, width]];
  for (let i = 0; i < times; i++) {
    const [h, w] = sizes[i]!;
    sizes.push([Math.ceil(h / 2), width === 1 ? 1 : Math.ceil(w / 2)]);
  }
  return sizes;
}

/** Along a sequence's width of 1 nothing is convolved. */
function extent(plane: Plane, length: number): [number, number] {
  return [length, plane[1] === 1 ? 1 : length];
}

function convolution(
  x: tf.SymbolicTensor,
  name: string,
  filters: number,
  plane: Plane,
  kernelSize: number,
  stride: number,
  { activation = 'relu', batchNormalization = false }: ConvOptions,
  seed: number,
): tf.SymbolicTensor {
  let next = tf.layers
    .conv2d({
      filters,
      kernelSize: extent(plane, kernelSize),
      strides: extent(plane, stride),
      padding: 'same',
      kernelInitializer: kernelInitializer(activation, seed),
      name,
      ...(batchNormalization ? { useBias: false } : { activation: activation as 'relu' }),
    })
    .apply(x);
  if (batchNormalization) {
    next = tf.layers.batchNormalization({ name: `${name}-normalization` }).apply(next);
    next = tf.layers.activation({ activation: activation as 'relu', name: `${name}-activation` }).apply(next);
  }
  return next as tf.SymbolicTensor;
}

/** `x + conv(f(conv(x)))`, of the same shape. */
function residualBlock(
  x: tf.SymbolicTensor,
  name: string,
  filters: number,
  plane: Plane,
  kernelSize: number,
  options: ConvOptions,
  nextSeed: () => number,
): tf.SymbolicTensor {
  const first = convolution(x, `${name}-1`, filters, plane, kernelSize, 1, options, nextSeed());
  const linear = { activation: 'linear', batchNormalization: options.batchNormalization ?? false } as const;
  const second = convolution(first, `${name}-2`, filters, plane, kernelSize, 1, linear, nextSeed());
  return tf.layers.add({ name: `${name}-add` }).apply([x, second]) as tf.SymbolicTensor;
}

function transposedConvolution(
  x: tf.SymbolicTensor,
  name: string,
  filters: number,
  plane: Plane,
  kernelSize: number,
  activation: string,
  seed: number,
): tf.SymbolicTensor {
  const layer = tf.layers.conv2dTranspose({
    filters,
    kernelSize: extent(plane, kernelSize),
    strides: extent(plane, 2),
    padding: 'same',
    activation: activation as 'relu',
    kernelInitializer: kernelInitializer(activation, seed),
    name,
  });
  return layer.apply(x) as tf.SymbolicTensor;
}

/** Cuts the last row and column where doubling overshot an odd size. */
function cropTo(
  x: tf.SymbolicTensor,
  [height, width]: readonly [number, number],
  name: string,
): tf.SymbolicTensor {
  const bottom = x.shape[1]! - height;
  const right = x.shape[2]! - width;
  if (bottom === 0 && right === 0) return x;
  const layer = tf.layers.cropping2D({
    cropping: [
      [0, bottom],
      [0, right],
    ],
    name,
  }); // prettier-ignore
  return layer.apply(x) as tf.SymbolicTensor;
}

function reshapeTo(
  x: tf.SymbolicTensor,
  from: readonly number[],
  to: readonly number[],
  name: string,
): tf.SymbolicTensor {
  if (tf.util.arraysEqual([...from], [...to])) return x;
  return tf.layers.reshape({ targetShape: [...to], name }).apply(x) as tf.SymbolicTensor;
}

function product(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}
