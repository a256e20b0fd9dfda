import { checkInteger, checkNumber } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { checkExampleShape, checkRate, checkSizes } from './check-network.js';
import { flatten } from './dense.js';
import { layerSeeds } from './initializers.js';
import { asPlane, checkConvolutions, extent, reshapeTo } from './plane.js';
import { Dropout } from './random-layers.js';
import { registerLayers } from './register-layers.js';

/** Options of {@link discriminator}. */
export interface DiscriminatorOptions {
  /** Shape of one example that is judged. */
  readonly inputShape: readonly number[];
  /** Width of a vector that is judged along with it, as a second input: a code, or labels. Default none. */
  readonly besideDim?: number;
  /** Channels of convolutions of stride 2, over sequences and images. Default none. */
  readonly filters?: readonly number[];
  /** Length of the kernels' sides. Default 5. */
  readonly kernelSize?: number;
  /** Widths of the dense layers that follow, in order. Default none. */
  readonly hidden?: readonly number[];
  /** Of the leaky ReLUs, below 0. Default 0.2. */
  readonly slope?: number;
  /** Normalise each hidden layer but the first over the batch. Default false. */
  readonly batchNormalization?: boolean;
  /** Divide each kernel by its spectral norm. Default false. */
  readonly spectralNormalization?: boolean;
  /** Add to the features how much the examples of a batch differ. Default false. */
  readonly minibatchStandardDeviation?: boolean;
  /** Fraction of each hidden layer dropped in training. Default 0. */
  readonly dropout?: number;
  /** Seed of the initial weights. Default 0. */
  readonly seed?: number;
  /** Name of the network. Default `'discriminator'`. */
  readonly name?: string;
}

/**
 * A network that gives each example a logit, `[batch, 1]`: convolutions of stride 2 where `filters` asks for them, then
 * dense layers, with leaky ReLUs between. A vector beside the example, `[batch, besideDim]`, joins in where the dense
 * layers begin. Its last hidden layer is called `${name}-features`: the layer that features are taken from.
 * Source: Radford, Metz and Chintala 2016, "Unsupervised representation learning with deep convolutional generative
 * adversarial networks", section 3 (strides, leaky ReLUs, normalisation of all but the first).
 *
 * @throws {OptionError} for sizes that are not positive integers, or convolutions of what is no sequence or image.
 */
export function discriminator(options: DiscriminatorOptions): tf.LayersModel {
  const { inputShape, besideDim, filters = [], hidden = [], name = 'discriminator' } = options;
  const { slope = 0.2, dropout = 0, seed = 0, kernelSize = 5, batchNormalization = false } = options;
  checkExampleShape('inputShape', inputShape);
  checkSizes('filters', filters);
  checkSizes('hidden', hidden);
  checkRate('dropout', dropout);
  checkNumber('slope', slope, 0, 1);
  checkInteger('kernelSize', kernelSize);
  checkInteger('seed', seed, 0);
  if (besideDim !== undefined) checkInteger('besideDim', besideDim);
  if (filters.length > 0) checkConvolutions({ filters, kernelSize }, 'inputShape', inputShape);
  registerLayers();
  const nextSeed = layerSeeds(seed, 'discriminator');
  const initializer = () => tf.initializers.glorotUniform({ seed: nextSeed() });
  const depth = filters.length + hidden.length;
  let made = 0;

  /** What follows the linear part of a hidden layer; the last is where features are taken. */
  function finish(x: tf.SymbolicTensor, layer: string): tf.SymbolicTensor {
    made += 1;
    const normal =
      batchNormalization && made > 1
        ? (tf.layers.batchNormalization({ name: `${layer}-normalization` }).apply(x) as tf.SymbolicTensor)
        : x;
    const activation = made === depth ? `${name}-features` : `${layer}-activation`;
    const active = tf.layers.leakyReLU({ alpha: slope, name: activation }).apply(normal) as tf.SymbolicTensor;
    if (dropout === 0) return active;
    return new Dropout({ rate: dropout, name: `${layer}-dropout` }).apply(active) as tf.SymbolicTensor;
  }

  const input = tf.input({ shape: [...inputShape], name: `${name}-input` });
  let x: tf.SymbolicTensor = input;
  if (filters.length > 0) {
    const plane = asPlane(inputShape);
    x = reshapeTo(x, plane, `${name}-plane`);
    filters.forEach((channels, index) => {
      const layer = `${name}-down-${index + 1}`;
      const convolution = tf.layers.conv2d({
        filters: channels,
        kernelSize: extent(plane, kernelSize),
        strides: extent(plane, 2),
        padding: 'same',
        kernelInitializer: initializer(),
        name: layer,
      });
      x = finish(convolution.apply(x) as tf.SymbolicTensor, layer);
    });
  }
  if (x.shape.length > 2) x = flatten(x, `${name}-flatten`);
  const beside = besideDim === undefined ? [] : [tf.input({ shape: [besideDim], name: `${name}-beside` })];
  if (beside.length > 0) {
    x = tf.layers.concatenate({ name: `${name}-joined` }).apply([x, ...beside]) as tf.SymbolicTensor;
  }
  hidden.forEach((units, index) => {
    const layer = `${name}-hidden-${index + 1}`;
    const dense = tf.layers.dense({ units, kernelInitializer: initializer(), name: layer });
    x = finish(dense.apply(x) as tf.SymbolicTensor, layer);
  });
  const logit = tf.layers.dense({ units: 1, kernelInitializer: initializer(), name: `${name}-logit` });
  return tf.model({ inputs: [input, ...beside], outputs: logit.apply(x) as tf.SymbolicTensor, name });
}
