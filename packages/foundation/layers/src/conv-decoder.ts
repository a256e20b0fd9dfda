import * as tf from '@tensorflow/tfjs';
import { type ActivationName, checkShared } from './check-network.js';
import { type ConvOptions, residualBlock, transposedConvolution } from './convolution.js';
import { codeHead, hiddenLayers } from './dense.js';
import { layerSeeds } from './initializers.js';
import { normalize } from './normalize.js';
import { asPlane, checkConvolutions, cropTo, halvings, reshapeTo } from './plane.js';

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
 * The mirror of {@link convEncoder}: dense layers, then transposed convolutions of stride 2, from codes
 * `[batch, latentDim]` to `[batch, ...outputShape]`, cropped where a size is odd; the last axis is multiplied by
 * `parameters`. With `residual`, a residual block comes before each doubling.
 *
 * @throws {OptionError} for shapes that are neither sequences nor images, sizes that are not positive integers, or
 * an unknown activation.
 */
export function convDecoder(options: ConvDecoderOptions): tf.LayersModel {
  const { latentDim, outputShape, parameters = 1, outputActivation = 'linear', name = 'decoder' } = options;
  const { filters, kernelSize } = checkConvolutions(options, 'outputShape', outputShape);
  checkShared(options);
  const plane = asPlane(outputShape);
  const sizes = halvings(plane, filters.length);
  const nextSeed = layerSeeds(options.seed ?? 0, 'decoder');
  const input = tf.input({ shape: [latentDim], name: `${name}-input` });
  const hidden = [...(options.hidden ?? [])].reverse();
  const body = hiddenLayers(input, name, { ...options, hidden }, nextSeed);
  let x = grown(body, [...sizes.at(-1)!, filters.at(-1)!], name, options, nextSeed());
  for (let stage = filters.length - 1; stage > 0; stage--) {
    const layer = `${name}-up-${stage + 1}`;
    const shape = { plane, kernelSize, filters: filters[stage]! };
    if (options.residual) x = residualBlock(x, `${layer}-residual`, shape, options, nextSeed);
    const doubled = { ...shape, filters: filters[stage - 1]!, stride: 2 } as const;
    x = transposedConvolution(x, layer, doubled, options, nextSeed());
    x = cropTo(x, sizes[stage]!, `${layer}-crop`);
  }
  const layer = `${name}-up-1`;
  const shape = { plane, kernelSize, filters: filters[0]! };
  if (options.residual) x = residualBlock(x, `${layer}-residual`, shape, options, nextSeed);
  const last = { ...shape, filters: plane[2] * parameters, stride: 2 } as const;
  x = transposedConvolution(x, layer, last, { activation: outputActivation }, nextSeed());
  x = cropTo(x, sizes[0]!, `${layer}-crop`);
  const target = [...outputShape.slice(0, -1), outputShape.at(-1)! * parameters];
  return tf.model({ inputs: input, outputs: reshapeTo(x, target, `${name}-reshape`), name });
}

/** The smallest plane, from the last dense layer. */
function grown(
  x: tf.SymbolicTensor,
  shape: readonly number[],
  name: string,
  options: ConvOptions,
  seed: number,
): tf.SymbolicTensor {
  const { activation = 'relu', batchNormalization = false } = options;
  const units = shape.reduce((size, length) => size * length, 1);
  const own = batchNormalization || activation === 'leakyRelu' ? 'linear' : activation;
  const flat = codeHead(x, `${name}-grow`, units, own, seed);
  return normalize(reshapeTo(flat, shape, `${name}-unflatten`), `${name}-grow`, options);
}
