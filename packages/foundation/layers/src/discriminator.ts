import { checkInteger, checkNumber } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { checkExampleShape, checkRate, checkSizes } from './check-network.js';
import { flatten } from './dense.js';
import { layerSeeds } from './initializers.js';
import { plainLayers, spectralLayers } from './linear-layers.js';
import { MinibatchStandardDeviation } from './minibatch-standard-deviation.js';
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
  /** Divide each kernel, the last one too, by its spectral norm. Default false. */
  readonly spectralNormalization?: boolean;
  /** Show the last dense layer before the logit how much the examples of a batch differ. Default false. */
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
 *
 * With `spectralNormalization` dense layers are {@link SpectralDense} and convolutions {@link SpectralConvolution}. With
 * `minibatchStandardDeviation` a {@link MinibatchStandardDeviation} comes before the last hidden dense layer, or, where
 * there is none, before the logit: after the vector beside has joined, so over that one too.
 * Sources: Radford, Metz and Chintala 2016, "Unsupervised representation learning with deep convolutional generative
 * adversarial networks", section 3 (strides, leaky ReLUs, normalisation of all but the first); Miyato et al. 2018
 * (spectral normalisation); Karras et al. 2018, section 3 (standard deviation over the batch, late in the network).
 *
 * @throws {OptionError} for sizes that are not positive integers, or convolutions of what is no sequence or image.
 */
export function discriminator(options: DiscriminatorOptions): tf.LayersModel {
  checkOptions(options);
  registerLayers();
  const { inputShape, besideDim, filters = [], hidden = [], kernelSize = 5, seed = 0 } = options;
  const {
    name = 'discriminator',
    spectralNormalization = false,
    minibatchStandardDeviation = false,
  } = options;
  const linear = (spectralNormalization ? spectralLayers : plainLayers)(layerSeeds(seed, 'discriminator'));
  const finish = hiddenFinish(options, name, filters.length + hidden.length);

  const input = tf.input({ shape: [...inputShape], name: `${name}-input` });
  let x: tf.SymbolicTensor = input;
  if (filters.length > 0) {
    const plane = asPlane(inputShape);
    x = reshapeTo(x, plane, `${name}-plane`);
    for (const [index, channels] of filters.entries()) {
      const layer = `${name}-down-${index + 1}`;
      const convolution = linear.convolution(channels, extent(plane, kernelSize), extent(plane, 2), layer);
      x = finish(applied(convolution, x), layer);
    }
  }
  if (x.shape.length > 2) x = flatten(x, `${name}-flatten`);
  const beside = besideDim === undefined ? [] : [tf.input({ shape: [besideDim], name: `${name}-beside` })];
  if (beside.length > 0) x = applied(tf.layers.concatenate({ name: `${name}-joined` }), [x, ...beside]);

  const deviation = () => new MinibatchStandardDeviation({ name: `${name}-deviation` });
  for (const [index, units] of hidden.entries()) {
    const layer = `${name}-hidden-${index + 1}`;
    if (minibatchStandardDeviation && index === hidden.length - 1) x = applied(deviation(), x);
    x = finish(applied(linear.dense(units, layer), x), layer);
  }
  if (minibatchStandardDeviation && hidden.length === 0) x = applied(deviation(), x);
  const logit = applied(linear.dense(1, `${name}-logit`), x);
  return tf.model({ inputs: [input, ...beside], outputs: logit, name });
}

/** Makes what follows the linear part of each hidden layer, in order; the last is where features are taken. */
function hiddenFinish(
  { slope = 0.2, dropout = 0, batchNormalization = false }: DiscriminatorOptions,
  name: string,
  depth: number,
): (x: tf.SymbolicTensor, layer: string) => tf.SymbolicTensor {
  let made = 0;
  return (x, layer) => {
    made += 1;
    const normal =
      batchNormalization && made > 1
        ? applied(tf.layers.batchNormalization({ name: `${layer}-normalization` }), x)
        : x;
    const activation = made === depth ? `${name}-features` : `${layer}-activation`;
    const active = applied(tf.layers.leakyReLU({ alpha: slope, name: activation }), normal);
    if (dropout === 0) return active;
    return applied(new Dropout({ rate: dropout, name: `${layer}-dropout` }), active);
  };
}

function applied(layer: tf.layers.Layer, x: tf.SymbolicTensor | tf.SymbolicTensor[]): tf.SymbolicTensor {
  return layer.apply(x) as tf.SymbolicTensor;
}

/** @throws {OptionError} naming the option and the value received. */
function checkOptions(options: DiscriminatorOptions): void {
  const { inputShape, besideDim, filters = [], hidden = [], kernelSize = 5 } = options;
  const { slope = 0.2, dropout = 0, seed = 0 } = options;
  checkExampleShape('inputShape', inputShape);
  checkSizes('filters', filters);
  checkSizes('hidden', hidden);
  checkRate('dropout', dropout);
  checkNumber('slope', slope, 0, 1);
  checkInteger('kernelSize', kernelSize);
  checkInteger('seed', seed, 0);
  if (besideDim !== undefined) checkInteger('besideDim', besideDim);
  if (filters.length > 0) checkConvolutions({ filters, kernelSize }, 'inputShape', inputShape);
}
