import * as tf from '@tensorflow/tfjs';
import { onlyInput } from './only-input.js';
import { sharedWeight } from './shared-weight.js';

type LayerArguments = ConstructorParameters<typeof tf.layers.Layer>[0] & object;

/** Options of {@link Centring}. */
export interface CentringOptions extends LayerArguments {
  /** The dense layer whose bias is subtracted. Left out (after loading): a bias of its own. */
  readonly tiedTo?: tf.layers.Layer;
}

/**
 * Subtracts the bias of the decoder's last dense layer from the encoder's inputs, `y = x - b`, `[batch, inputs]`, so
 * that a code says what differs from the mean. It trains the same variable; loaded alone it owns one.
 * Source: Bricken et al. 2023, "Towards monosemanticity", appendix; Gao et al. 2024, eq. 1.
 *
 * @throws {OptionError} when built, for a bias that does not fit.
 */
export class Centring extends tf.layers.Layer {
  static readonly className = 'AutoencodersCentring';
  private readonly tiedTo: tf.layers.Layer | undefined;
  private bias!: tf.LayerVariable;

  constructor(options: CentringOptions = {}) {
    super(options);
    this.tiedTo = options.tiedTo;
  }

  override build(inputShape: tf.Shape): void {
    const shape = [inputShape.at(-1) as number];
    if (this.tiedTo) {
      this.bias = sharedWeight(this.tiedTo, 'bias', this.name, shape);
      this._trainableWeights.push(this.bias);
    } else {
      this.bias = this.addWeight('bias', shape, 'float32', tf.initializers.zeros());
    }
    this.built = true;
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return inputShape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => tf.sub(onlyInput(inputs), this.bias.read()));
  }
}
