import * as tf from '@tensorflow/tfjs';
import type { DenseOptions } from './dense.js';
import { kernelInitializer } from './initializers.js';
import { type HiddenStyle, hiddenConfiguration, normalize } from './normalize.js';
import { extent, type Plane } from './plane.js';

/** What convolutional encoders and decoders share. `hidden` are dense layers next to the code. */
export interface ConvOptions extends DenseOptions {
  /** Channels after each halving of the size, from the image inwards. Default `[32, 64]`. */
  readonly filters?: readonly number[];
  /** Length of the kernels' sides. Default 3. */
  readonly kernelSize?: number;
  /** Add a residual block of two convolutions at each size (He et al. 2016). Default false. */
  readonly residual?: boolean;
}

/** One convolution of a network. */
export interface ConvolutionShape {
  readonly plane: Plane;
  readonly filters: number;
  readonly kernelSize: number;
  /** Halve the size (`convolution`) or double it (`transposedConvolution`) with 2. */
  readonly stride?: 1 | 2;
}

/** A hidden convolution with padding 'same'. */
export function convolution(
  x: tf.SymbolicTensor,
  name: string,
  shape: ConvolutionShape,
  style: HiddenStyle,
  seed: number,
): tf.SymbolicTensor {
  const layer = tf.layers.conv2d(configuration(name, shape, style, seed));
  return normalize(layer.apply(x) as tf.SymbolicTensor, name, style);
}

/** A transposed convolution with padding 'same'. */
export function transposedConvolution(
  x: tf.SymbolicTensor,
  name: string,
  shape: ConvolutionShape,
  style: HiddenStyle,
  seed: number,
): tf.SymbolicTensor {
  const layer = tf.layers.conv2dTranspose(configuration(name, shape, style, seed));
  return normalize(layer.apply(x) as tf.SymbolicTensor, name, style);
}

/** `x + conv(f(conv(x)))`, of the same shape. */
export function residualBlock(
  x: tf.SymbolicTensor,
  name: string,
  shape: ConvolutionShape,
  style: HiddenStyle,
  nextSeed: () => number,
): tf.SymbolicTensor {
  const first = convolution(x, `${name}-1`, shape, style, nextSeed());
  const second = convolution(first, `${name}-2`, shape, { ...style, activation: 'linear' }, nextSeed());
  return tf.layers.add({ name: `${name}-add` }).apply([x, second]) as tf.SymbolicTensor;
}

function configuration(
  name: string,
  { plane, filters, kernelSize, stride = 1 }: ConvolutionShape,
  style: HiddenStyle,
  seed: number,
) {
  return {
    name,
    filters,
    kernelSize: extent(plane, kernelSize),
    strides: extent(plane, stride),
    padding: 'same' as const,
    kernelInitializer: kernelInitializer(style.activation ?? 'relu', seed, style.initializer),
    ...hiddenConfiguration(style),
  };
}
