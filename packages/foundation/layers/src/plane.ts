import { checkInteger, formatShape, OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { checkExampleShape, checkSizes } from './check-network.js';

/** What convolutions work on: an image, or a sequence as an image of width 1. */
export type Plane = readonly [height: number, width: number, channels: number];

/**
 * Checks the options of convolutions over an input or output of the given shape, and fills in their defaults.
 *
 * @throws {OptionError} naming the option and the value received.
 */
export function checkConvolutions(
  { filters = [32, 64], kernelSize = 3 }: { filters?: readonly number[]; kernelSize?: number },
  option: string,
  shape: readonly number[],
) {
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
export function asPlane(shape: readonly number[]): Plane {
  return shape.length === 2 ? [shape[0]!, 1, shape[1]!] : [shape[0]!, shape[1]!, shape[2]!];
}

/** The sizes after 0, 1, … halvings with padding 'same'. */
export function halvings([height, width]: Plane, times: number): [number, number][] {
  const sizes: [number, number][] = [[height, width]];
  for (let i = 0; i < times; i++) {
    const [h, w] = sizes[i]!;
    sizes.push([Math.ceil(h / 2), Math.ceil(w / 2)]);
  }
  return sizes;
}

/** Kernel sides or strides over a plane: along a sequence's width of 1 nothing is convolved. */
export function extent(plane: Plane, length: number): [number, number] {
  return [length, plane[1] === 1 ? 1 : length];
}

/** Cuts the last row and column where doubling overshot an odd size. */
export function cropTo(
  x: tf.SymbolicTensor,
  [height, width]: readonly [number, number],
  name: string,
): tf.SymbolicTensor {
  const bottom = x.shape[1]! - height;
  const right = x.shape[2]! - width;
  if (bottom === 0 && right === 0) return x;
  const cropping: [[number, number], [number, number]] = [
    [0, bottom],
    [0, right],
  ];
  return tf.layers.cropping2D({ cropping, name }).apply(x) as tf.SymbolicTensor;
}

/** Another shape for the same values; nothing where it is the same. */
export function reshapeTo(x: tf.SymbolicTensor, to: readonly number[], name: string): tf.SymbolicTensor {
  if (tf.util.arraysEqual(x.shape.slice(1) as number[], [...to])) return x;
  return tf.layers.reshape({ targetShape: [...to], name }).apply(x) as tf.SymbolicTensor;
}
