import { checkNumber, OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { jumpRelu } from './jump-relu.js';
import { knownUnits } from './known-units.js';
import { onlyInput } from './only-input.js';

type LayerArguments = ConstructorParameters<typeof tf.layers.Layer>[0] & object;

/** Options of {@link JumpRelu}. The defaults suit inputs of unit scale; the paper's are 0.001 and 0.001. */
export interface JumpReluOptions extends LayerArguments {
  /** Where the threshold of every unit begins. Default 0.05. */
  readonly threshold?: number;
  /**
   * How near a value must be to its threshold, within half of this, to move it. Wider means steadier and less exact
   * gradients; above twice the threshold, values below 0 count too. Default 0.1.
   */
  readonly bandwidth?: number;
}

/**
 * {@link jumpRelu} as a layer, `[batch, ...shape, units]` to the same shape, with one trainable threshold for each unit:
 * `θ = exp(t)`, so that it stays positive whatever moves `t`.
 *
 * For the sparsity loss, count on what goes into it:
 * `jumpReluL0(x, layer.threshold(), layer.bandwidth)`.
 *
 * Source: Rajamanoharan et al. 2024, section 3.
 *
 * @throws {OptionError} when the threshold or the bandwidth is not a positive number; when built, where the number of
 * units is not known.
 */
export class JumpRelu extends tf.layers.Layer {
  static readonly className = 'AutoencodersJumpRelu';
  /** `ε` of the pseudo-derivatives. */
  readonly bandwidth: number;
  private readonly initialThreshold: number;
  private logThreshold: tf.LayerVariable | undefined;

  constructor(options: JumpReluOptions = {}) {
    super(options);
    const { threshold = 0.05, bandwidth = 0.1 } = options;
    checkNumber('threshold', threshold, Number.MIN_VALUE);
    checkNumber('bandwidth', bandwidth, Number.MIN_VALUE);
    this.initialThreshold = threshold;
    this.bandwidth = bandwidth;
    this.supportsMasking = true;
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const value = Math.log(this.initialThreshold);
    this.logThreshold = this.addWeight(
      'logThreshold',
      [knownUnits(this.name, inputShape)],
      'float32',
      tf.initializers.constant({ value }),
    );
    this.built = true;
  }

  /**
   * The thresholds `θ`, `[units]`, differentiable by the layer's weight. The caller disposes the tensor.
   *
   * @throws {OptionError} before the layer is built.
   */
  threshold(): tf.Tensor1D {
    if (!this.logThreshold) {
      throw new OptionError(`layer '${this.name}' is not built: apply it, then ask for its thresholds`);
    }
    return tf.exp(this.logThreshold.read()) as tf.Tensor1D;
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return inputShape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => jumpRelu(onlyInput(inputs), this.threshold(), this.bandwidth));
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), threshold: this.initialThreshold, bandwidth: this.bandwidth };
  }
}
