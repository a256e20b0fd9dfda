import { checkInteger } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { checkShared } from './check-network.js';
import { type ConvOptions, convolution, residualBlock, transposedConvolution } from './convolution.js';
import { layerSeeds } from './initializers.js';
import { asPlane, checkConvolutions, cropTo, halvings, reshapeTo } from './plane.js';

/** What encoder and decoder of maps share: those of convolutions, without dense layers. */
type MapOptions = Omit<ConvOptions, 'hidden' | 'dropout'>;

/** Options of {@link convMapEncoder}. */
export interface ConvMapEncoderOptions extends MapOptions {
  /** `[length, channels]` or `[height, width, channels]`, of any size. */
  readonly inputShape: readonly number[];
  /** Channels of the code's map. */
  readonly codeDim: number;
}

/** Options of {@link convMapDecoder}. Give the encoder's `filters` and `kernelSize`: they are mirrored. */
export interface ConvMapDecoderOptions extends MapOptions {
  /** Channels of the code's map. */
  readonly codeDim: number;
  /** `[length, channels]` or `[height, width, channels]`, of any size. */
  readonly outputShape: readonly number[];
  /** Numbers per value, along the last axis: 2 for a location and a spread. Default 1. */
  readonly parameters?: 1 | 2;
}

/**
 * Convolutions of stride 2, then one of kernel 1, from `[batch, height, width, channels]` to a map of codes
 * `[batch, height / 2ⁿ, width / 2ⁿ, codeDim]` for `n` filters, rounded up; sequences likewise. With `residual`, a
 * residual block follows each convolution.
 *
 * @throws {OptionError} for shapes that are neither sequences nor images, sizes that are not positive integers, or
 * an unknown activation.
 */
export function convMapEncoder(options: ConvMapEncoderOptions): tf.LayersModel {
  const { inputShape, codeDim, name = 'encoder' } = options;
  const { filters, kernelSize } = checkConvolutions(options, 'inputShape', inputShape);
  checkInteger('codeDim', codeDim);
  checkShared({ ...options, latentDim: codeDim });
  const plane = asPlane(inputShape);
  const nextSeed = layerSeeds(options.seed ?? 0, 'encoder');
  const input = tf.input({ shape: [...inputShape], name: `${name}-input` });
  let x = reshapeTo(input, plane, `${name}-plane`);
  for (const [index, channels] of filters.entries()) {
    const layer = `${name}-down-${index + 1}`;
    const shape = { plane, kernelSize, filters: channels };
    x = convolution(x, layer, { ...shape, stride: 2 }, options, nextSeed());
    if (options.residual) x = residualBlock(x, `${layer}-residual`, shape, options, nextSeed);
  }
  const last = { plane, kernelSize: 1, filters: codeDim };
  x = convolution(x, `${name}-code`, last, { activation: 'linear' }, nextSeed());
  const [height, width] = halvings(plane, filters.length).at(-1)!;
  const target = inputShape.length === 2 ? [height, codeDim] : [height, width, codeDim];
  return tf.model({ inputs: input, outputs: reshapeTo(x, target, `${name}-map`), name });
}

/**
 * The mirror of {@link convMapEncoder}: from maps of codes to `[batch, ...outputShape]`, the last axis multiplied by
 * `parameters`. With `residual`, a residual block comes before each doubling.
 *
 * @throws {OptionError} for shapes that are neither sequences nor images, sizes that are not positive integers, or
 * an unknown activation.
 */
export function convMapDecoder(options: ConvMapDecoderOptions): tf.LayersModel {
  const { outputShape, codeDim, parameters = 1, name = 'decoder' } = options;
  const { filters, kernelSize } = checkConvolutions(options, 'outputShape', outputShape);
  checkInteger('codeDim', codeDim);
  checkShared({ ...options, latentDim: codeDim });
  const plane = asPlane(outputShape);
  const sizes = halvings(plane, filters.length);
  const nextSeed = layerSeeds(options.seed ?? 0, 'decoder');
  const [height, width] = sizes.at(-1)!;
  const codeShape = outputShape.length === 2 ? [height, codeDim] : [height, width, codeDim];
  const input = tf.input({ shape: codeShape, name: `${name}-input` });
  let x = reshapeTo(input, [height, width, codeDim], `${name}-plane`);
  const first = { plane, kernelSize: 1, filters: filters.at(-1)! };
  x = convolution(x, `${name}-grow`, first, options, nextSeed());
  for (let stage = filters.length; stage > 0; stage--) {
    const layer = `${name}-up-${stage}`;
    const shape = { plane, kernelSize, filters: filters[stage - 1]! };
    if (options.residual) x = residualBlock(x, `${layer}-residual`, shape, options, nextSeed);
    const channels = stage > 1 ? filters[stage - 2]! : plane[2] * parameters;
    const doubled = { ...shape, filters: channels, stride: 2 } as const;
    x = transposedConvolution(x, layer, doubled, stage > 1 ? options : { activation: 'linear' }, nextSeed());
    x = cropTo(x, sizes[stage - 1]!, `${layer}-crop`);
  }
  const target = [...outputShape.slice(0, -1), outputShape.at(-1)! * parameters];
  return tf.model({ inputs: input, outputs: reshapeTo(x, target, `${name}-reshape`), name });
}
