import { checkChoice, checkInteger, formatShape, OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { type ActivationName, activationNames, checkExampleShape } from './check-network.js';
import { GatedActivation } from './gated-activation.js';
import { kernelInitializer, layerSeeds } from './initializers.js';
import { MaskedConvolution } from './masked-convolution.js';
import { registerLayers } from './register-layers.js';

/** Options of {@link pixelCnn}. */
export interface PixelCnnOptions {
  /** `[height, width]` of the map; a row of `n` places is `[1, n]`. */
  readonly mapShape: readonly [height: number, width: number];
  /** How many values a place may take: logits of each. */
  readonly categories: number;
  /**
   * Width of a learned vector for each category, where inputs are integers `[batch, height, width]`; 0 where they are
   * numbers already, `[batch, height, width, 1]`. Default 0.
   */
  readonly embedding?: number;
  /** Channels of the gated layers. Default 32. */
  readonly filters?: number;
  /** Gated layers after the first. Default 4. */
  readonly layers?: number;
  /** Kernel of these. Default 3. */
  readonly kernelSize?: number;
  /** Kernel of the first layer. Default 7. */
  readonly firstKernelSize?: number;
  /**
   * Shape of what the whole map is conditional on, a second input: `[width]` for a vector such as a one-hot class, or
   * `[height, width, channels]`. Default none.
   */
  readonly condition?: readonly number[];
  /** Of the two last layers before the logits. Default `'relu'`. */
  readonly activation?: ActivationName;
  /** Seed of the initial weights. Default 0. */
  readonly seed?: number;
  /** Name of the network. Default `'pixel-cnn'`. */
  readonly name?: string;
}

/**
 * A gated PixelCNN: logits of the value at each place of a map, given those before it in raster order,
 *
 * `log p(x) = Σ_ij log p(x_ij | x_<ij)`, `[batch, height, width]` (or `[…, 1]`) to `[batch, height, width, categories]`.
 *
 * A vertical stack sees the rows above, a horizontal one its own row to the left and the vertical one; so there is no
 * blind spot. Layers are `y = tanh(W_f * x + V_f h) σ(W_g * x + V_g h)` with the condition `h`; the horizontal stack has
 * residual connections. A map has one channel: there is no order among channels.
 * Source: van den Oord et al. 2016, "Conditional image generation with PixelCNN decoders", section 2, figures 1 and 2.
 *
 * @throws {OptionError} for sizes that are not positive integers, an even kernel, or a condition that does not fit.
 */
export function pixelCnn(options: PixelCnnOptions): tf.LayersModel {
  const { mapShape, categories, embedding = 0, filters = 32, layers = 4 } = options;
  const { kernelSize = 3, firstKernelSize = 7, activation = 'relu', seed = 0, name = 'pixel-cnn' } = options;
  checkExampleShape('mapShape', mapShape);
  if (mapShape.length !== 2) {
    throw new OptionError(`mapShape is ${formatShape(mapShape)}: give [height, width]`);
  }
  checkInteger('categories', categories, 2);
  checkInteger('embedding', embedding, 0);
  checkInteger('filters', filters);
  checkInteger('layers', layers, 0);
  checkChoice('activation', activation, activationNames);
  checkInteger('seed', seed, 0);
  registerLayers();
  // Apart from those of a decoder of the same seed, which may stand before it.
  const nextSeed = layerSeeds(seed + 7919, 'decoder');
  const input = tf.input({
    shape: [...mapShape, ...(embedding > 0 ? [] : [1])],
    name: `${name}-input`,
  });
  const condition = conditionOf(options, name);

  const convolution = (x: tf.SymbolicTensor, layer: string, channels: number) =>
    tf.layers
      .conv2d({
        filters: channels,
        kernelSize: 1,
        kernelInitializer: kernelInitializer('linear', nextSeed()),
        name: `${name}-${layer}`,
      })
      .apply(x) as tf.SymbolicTensor;
  const masked = (
    x: tf.SymbolicTensor,
    layer: string,
    direction: 'vertical' | 'horizontal',
    first: boolean,
  ) =>
    new MaskedConvolution({
      filters: 2 * filters,
      kernelSize: first ? firstKernelSize : kernelSize,
      direction,
      mask: first ? 'A' : 'B',
      seed: nextSeed(),
      name: `${name}-${layer}`,
    }).apply(x) as tf.SymbolicTensor;
  const sum = (layer: string, ...parts: tf.SymbolicTensor[]) =>
    tf.layers.add({ name: `${name}-${layer}` }).apply(parts) as tf.SymbolicTensor;
  const gated = (x: tf.SymbolicTensor, layer: string) => {
    const told = condition ? sum(`${layer}-given`, x, conditioned(condition.map, layer)) : x;
    return new GatedActivation({ name: `${name}-${layer}` }).apply(told) as tf.SymbolicTensor;
  };
  const conditioned = (given: tf.SymbolicTensor, layer: string): tf.SymbolicTensor =>
    tf.layers
      .conv2d({
        filters: 2 * filters,
        kernelSize: 1,
        useBias: false,
        kernelInitializer: kernelInitializer('linear', nextSeed()),
        name: `${name}-${layer}-condition`,
      })
      .apply(given) as tf.SymbolicTensor;

  let vertical = embedding > 0 ? embedded(input, categories, embedding, nextSeed(), name) : input;
  let horizontal = vertical;
  for (let index = 0; index <= layers; index++) {
    const first = index === 0;
    const layer = (part: string) => `${part}-${index + 1}`;
    let joined = masked(horizontal, layer('horizontal'), 'horizontal', first);
    // Above a single row there is nothing.
    if (mapShape[0] > 1) {
      const above = masked(vertical, layer('vertical'), 'vertical', first);
      const link = convolution(above, layer('vertical-to-horizontal'), 2 * filters);
      joined = sum(layer('joined'), joined, link);
      if (index < layers) vertical = gated(above, layer('vertical-gate'));
    }
    const out = convolution(gated(joined, layer('horizontal-gate')), layer('horizontal-out'), filters);
    // What comes in at first holds the very place that is to be told.
    horizontal = first ? out : sum(layer('residual'), horizontal, out);
  }
  const activated = (x: tf.SymbolicTensor, layer: string) =>
    tf.layers.activation({ activation, name: `${name}-${layer}` }).apply(x) as tf.SymbolicTensor;
  const head = convolution(activated(horizontal, 'activation-1'), 'head', filters);
  const logits = convolution(activated(head, 'activation-2'), 'logits', categories);
  return tf.model({ inputs: condition ? [input, condition.input] : input, outputs: logits, name });
}

/** Integers as learned vectors. */
function embedded(
  input: tf.SymbolicTensor,
  categories: number,
  width: number,
  seed: number,
  name: string,
): tf.SymbolicTensor {
  const layer = tf.layers.embedding({
    inputDim: categories,
    outputDim: width,
    embeddingsInitializer: tf.initializers.randomNormal({ stddev: 1 / Math.sqrt(width), seed }),
    name: `${name}-embedding`,
  });
  return layer.apply(input) as tf.SymbolicTensor;
}

/** The second input, and the same as a map; a vector is a map of one place, which all others share. */
function conditionOf({ condition, mapShape }: PixelCnnOptions, name: string) {
  if (condition === undefined) return undefined;
  checkExampleShape('condition', condition);
  const [height, width] = mapShape;
  const isMap = condition.length === 3 && condition[0] === height && condition[1] === width;
  if (!isMap && condition.length !== 1) {
    throw new OptionError(
      `condition is ${formatShape(condition)}: give [width] or [${height}, ${width}, channels]`,
    );
  }
  const input = tf.input({ shape: [...condition], name: `${name}-condition` });
  if (isMap) return { input, map: input };
  const targetShape = [1, 1, condition[0]!];
  const layer = tf.layers.reshape({ targetShape, name: `${name}-condition-map` });
  return { input, map: layer.apply(input) as tf.SymbolicTensor };
}
