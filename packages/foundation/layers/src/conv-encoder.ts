import * as tf from '@tensorflow/tfjs';
import { type ActivationName, checkShared } from './check-network.js';
import { type ConvOptions, convolution, residualBlock } from './convolution.js';
import { codeHead, flatten, hiddenLayers } from './dense.js';
import { layerSeeds } from './initializers.js';
import { asPlane, checkConvolutions, reshapeTo } from './plane.js';

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

/**
 * Convolutions of stride 2, then dense layers, from `[batch, ...inputShape]` to codes `[batch, latentDim]`. With
 * `residual`, a residual block follows each convolution.
 *
 * @throws {OptionError} for shapes that are neither sequences nor images, sizes that are not positive integers, or
 * an unknown activation.
 */
export function convEncoder(options: ConvEncoderOptions): tf.LayersModel {
  const { inputShape, latentDim, heads = ['code'], outputActivation = 'linear', name = 'encoder' } = options;
  const { filters, kernelSize } = checkConvolutions(options, 'inputShape', inputShape);
  checkShared(options);
  const plane = asPlane(inputShape);
  const nextSeed = layerSeeds(options.seed ?? 0, 'encoder');
  const input = tf.input({ shape: [...inputShape], name: `${name}-input` });
  let x = reshapeTo(input, plane, `${name}-plane`);
  filters.forEach((channels, index) => {
    const layer = `${name}-down-${index + 1}`;
    const shape = { plane, kernelSize, filters: channels };
    x = convolution(x, layer, { ...shape, stride: 2 }, options, nextSeed());
    if (options.residual) x = residualBlock(x, `${layer}-residual`, shape, options, nextSeed);
  });
  const body = hiddenLayers(flatten(x, `${name}-flatten`), name, options, nextSeed);
  const outputs = heads.map((head) =>
    codeHead(body, `${name}-${head}`, latentDim, outputActivation, nextSeed()),
  );
  return tf.model({ inputs: input, outputs, name });
}
