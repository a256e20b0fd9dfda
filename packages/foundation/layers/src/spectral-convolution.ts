import { checkInteger, OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { onlyInput } from './only-input.js';
import { firstVector, spectrallyNormalized } from './spectral-norm.js';

type LayerArguments = ConstructorParameters<typeof tf.layers.Layer>[0] & object;
type CallArguments = { training?: boolean };
type Extent = readonly [height: number, width: number];

/** Options of {@link SpectralConvolution}. */
export interface SpectralConvolutionOptions extends LayerArguments {
  /** Channels of the output. */
  readonly filters: number;
  /** Length of the kernel's sides, or height and width. Default 3. */
  readonly kernelSize?: number | Extent;
  /** Step from one place to the next, or down and across. Default 1. */
  readonly strides?: number | Extent;
  /** Seed of the initial kernel and of the iteration's first vector. Default 0. */
  readonly seed?: number;
}

/**
 * A convolution with padding 'same' whose kernel, taken as a matrix `[height width channels, filters]`, is divided by its
 * spectral norm, estimated as {@link SpectralDense} does. (The matrix's norm is not that of the convolution, which is at
 * most `√(height width)` as large.) Linear: an activation is a layer after it.
 * Source: Miyato et al. 2018, "Spectral normalization for generative adversarial networks", algorithm 1 and section 2.1
 * (convolutions).
 *
 * `[batch, height, width, channels]` to `[batch, ⌈height / strides⌉, ⌈width / strides⌉, filters]`
 *
 * @throws {OptionError} for impossible sizes or seeds; when built, for anything but maps.
 */
export class SpectralConvolution extends tf.layers.Layer {
  static readonly className = 'AutoencodersSpectralConvolution';
  private readonly filters: number;
  private readonly kernelSize: Extent;
  private readonly strides: Extent;
  private readonly seed: number;
  private kernel!: tf.LayerVariable;
  private bias!: tf.LayerVariable;
  private vector!: tf.LayerVariable;

  constructor(options: SpectralConvolutionOptions) {
    super(options);
    const { filters, kernelSize = 3, strides = 1, seed = 0 } = options;
    checkInteger('filters', filters);
    checkInteger('seed', seed, 0);
    this.filters = filters;
    this.kernelSize = extentOf('kernelSize', kernelSize);
    this.strides = extentOf('strides', strides);
    this.seed = seed;
  }

  override build(inputShape: tf.Shape): void {
    const channels = inputShape.at(-1);
    if (inputShape.length !== 4 || typeof channels !== 'number') {
      throw new OptionError(
        `layer '${this.name}' takes [batch, height, width, channels], not ${JSON.stringify(inputShape)}`,
      );
    }
    const { filters, seed } = this;
    const zeros = tf.initializers.zeros();
    this.kernel = this.addWeight(
      'kernel',
      [...this.kernelSize, channels, filters],
      'float32',
      tf.initializers.glorotUniform({ seed }),
    );
    this.bias = this.addWeight('bias', [filters], 'float32', zeros);
    this.vector = this.addWeight('spectral-vector', [filters], 'float32', zeros, undefined, false);
    tf.tidy(() => void this.vector.write(firstVector(this.kernel.read(), seed)));
    this.built = true;
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    const [batch, height, width] = inputShape as [number | null, number | null, number | null];
    const [down, across] = this.strides;
    const places = (length: number | null, stride: number) =>
      length === null ? null : Math.ceil(length / stride);
    return [batch, places(height, down), places(width, across), this.filters];
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training = false }: CallArguments): tf.Tensor {
    return tf.tidy(() =>
      tf.fused.conv2d({
        x: onlyInput(inputs) as tf.Tensor4D,
        filter: spectrallyNormalized(this.kernel.read(), this.vector, training) as tf.Tensor4D,
        bias: this.bias.read(),
        strides: [...this.strides],
        pad: 'same',
      }),
    );
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { filters, kernelSize, strides, seed } = this;
    return {
      ...super.getConfig(),
      filters,
      kernelSize: [...kernelSize],
      strides: [...strides],
      seed,
    };
  }
}

/** @throws {OptionError} unless it is one positive integer, or two. */
function extentOf(option: string, length: number | Extent): Extent {
  const sides = typeof length === 'number' ? [length, length] : [...length];
  if (sides.length !== 2) {
    throw new OptionError(`${option} is ${JSON.stringify(length)}: give one length, or height and width`);
  }
  for (const [index, side] of sides.entries()) {
    checkInteger(typeof length === 'number' ? option : `${option}[${index}]`, side);
  }
  return [sides[0]!, sides[1]!];
}
