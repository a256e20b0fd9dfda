import { checkChoice, checkInteger, OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { onlyInput } from './only-input.js';

type LayerArguments = ConstructorParameters<typeof tf.layers.Layer>[0] & object;

/** What a masked convolution looks at: the rows above, or its own row to the left. */
export const maskedDirections = ['vertical', 'horizontal'] as const;

/** Whether a masked convolution sees the place that it stands on: not with 'A'. */
export const maskTypes = ['A', 'B'] as const;

/** Options of {@link MaskedConvolution}. */
export interface MaskedConvolutionOptions extends LayerArguments {
  /** Channels of the output. */
  readonly filters: number;
  /** Side of the square kernel of which the mask keeps a part; odd, so that it has a middle. Default 3. */
  readonly kernelSize?: number;
  readonly direction: (typeof maskedDirections)[number];
  /** `'A'` leaves out the own row (vertical) or the own place (horizontal); `'B'` keeps it. */
  readonly mask: (typeof maskTypes)[number];
  /** Seed of the initial kernel. Default 0. */
  readonly seed?: number;
}

/**
 * A convolution with padding 'same' of which a mask keeps what comes before in raster order:
 *
 * `'vertical'`: `y_ij = b + Σ W_rs x_(i+r)(j+s)` over `r < 0` (mask A) or `r ≤ 0` (mask B), all columns `s`;
 * `'horizontal'`: over `r = 0` and `s < 0` (mask A) or `s ≤ 0` (mask B).
 *
 * Only weights that the mask keeps exist, so nothing is multiplied by zero. Vertical ones with mask B are for values that
 * are themselves made of the rows above alone.
 * Source: van den Oord et al. 2016, "Conditional image generation with PixelCNN decoders", section 2.2 and figure 2.
 *
 * `[batch, height, width, channels]` to `[batch, height, width, filters]`
 *
 * @throws {OptionError} for impossible sizes or names, an even kernel, a kernel of 1 with mask A; when built, for
 * anything but maps.
 */
export class MaskedConvolution extends tf.layers.Layer {
  static readonly className = 'AutoencodersMaskedConvolution';
  private readonly filters: number;
  private readonly kernelSize: number;
  private readonly direction: (typeof maskedDirections)[number];
  private readonly mask: (typeof maskTypes)[number];
  private readonly seed: number;
  private kernel!: tf.LayerVariable;
  private bias!: tf.LayerVariable;

  constructor(options: MaskedConvolutionOptions) {
    super(options);
    const { filters, kernelSize = 3, direction, mask, seed = 0 } = options;
    checkInteger('filters', filters);
    checkInteger('kernelSize', kernelSize);
    checkChoice('direction', direction, maskedDirections);
    checkChoice('mask', mask, maskTypes);
    checkInteger('seed', seed, 0);
    if (kernelSize % 2 === 0) throw new OptionError(`kernelSize is ${kernelSize}: give an odd one`);
    if (kernelSize === 1 && mask === 'A') {
      throw new OptionError("kernelSize is 1: with mask 'A' nothing is left of it, give 3 or more");
    }
    this.filters = filters;
    this.kernelSize = kernelSize;
    this.direction = direction;
    this.mask = mask;
    this.seed = seed;
  }

  override build(inputShape: tf.Shape): void {
    const channels = inputShape.at(-1);
    if (inputShape.length !== 4 || typeof channels !== 'number') {
      throw new OptionError(
        `layer '${this.name}' takes [batch, height, width, channels], not ${JSON.stringify(inputShape)}`,
      );
    }
    const initializer = tf.initializers.glorotUniform({ seed: this.seed });
    this.kernel = this.addWeight(
      'kernel',
      [...this.extent(), channels, this.filters],
      'float32',
      initializer,
    );
    this.bias = this.addWeight('bias', [this.filters], 'float32', tf.initializers.zeros());
    this.built = true;
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return [...inputShape.slice(0, -1), this.filters];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyInput(inputs) as tf.Tensor4D;
      const [, height, width] = x.shape;
      const half = (this.kernelSize - 1) / 2;
      const vertical = this.direction === 'vertical';
      const y = tf.fused.conv2d({
        x,
        filter: this.kernel.read() as tf.Tensor4D,
        bias: this.bias.read(),
        strides: 1,
        pad: [[0, 0], vertical ? [half, 0] : [0, 0], vertical ? [half, half] : [half, 0], [0, 0]],
      });
      // Of mask A each row (column) stands one too early: the last one has no place.
      return this.mask === 'B' ? y : tf.slice(y, 0, [x.shape[0], height, width, this.filters]);
    });
  }

  /** A saved network has its strings in lower case. */
  static override fromConfig<Layer extends tf.serialization.Serializable>(
    layerClass: tf.serialization.SerializableConstructor<Layer>,
    config: tf.serialization.ConfigDict,
  ): Layer {
    return new layerClass({ ...config, mask: String(config.mask).toUpperCase() });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { filters, kernelSize, direction, mask, seed } = this;
    return { ...super.getConfig(), filters, kernelSize, direction, mask, seed };
  }

  /** Height and width of what the mask keeps. */
  private extent(): [number, number] {
    const kept = (this.kernelSize - 1) / 2 + (this.mask === 'B' ? 1 : 0);
    return this.direction === 'vertical' ? [kept, this.kernelSize] : [1, kept];
  }
}
