import { checkChoice, checkInteger, OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { type ActivationName, activationNames } from './check-network.js';
import { sharedWeight } from './shared-weight.js';

type LayerArguments = ConstructorParameters<typeof tf.layers.Layer>[0] & object;

/** Options of {@link TiedDense}. */
export interface TiedDenseOptions extends LayerArguments {
  /** Width of the output: the input width of the layer it is tied to. */
  readonly units: number;
  /** Applied to the output. Default `'linear'`. */
  readonly activation?: ActivationName;
  /** The dense layer whose kernel is used, transposed. Left out (after loading): a kernel of its own. */
  readonly tiedTo?: tf.layers.Layer;
  /** Seed of the kernel where it is its own. Default 0. */
  readonly seed?: number;
}

/**
 * A dense layer with the transposed kernel of another: `y = f(x Wᵀ + b)`, `x` `[batch, inputs]`, `W`
 * `[units, inputs]`, with a bias of its own. It trains the same variable, so the kernel counts once. Loaded alone it
 * owns its kernel, until {@link tie} shares one again.
 * Source: Vincent et al. 2010, section 2.2 (tied weights).
 *
 * @throws {OptionError} for an impossible width or seed, or an unknown activation; when built, for a kernel that
 * does not fit.
 */
export class TiedDense extends tf.layers.Layer {
  static readonly className = 'AutoencodersTiedDense';
  private readonly units: number;
  private readonly seed: number;
  private readonly activationName: ActivationName;
  private readonly activationLayer: tf.layers.Layer;
  private readonly tiedTo: tf.layers.Layer | undefined;
  private kernel!: tf.LayerVariable;
  private bias!: tf.LayerVariable;

  constructor(options: TiedDenseOptions) {
    super(options);
    const { units, activation = 'linear', tiedTo, seed = 0 } = options;
    checkInteger('units', units);
    checkChoice('activation', activation, activationNames);
    checkInteger('seed', seed, 0);
    this.units = units;
    this.seed = seed;
    this.activationName = activation;
    this.activationLayer = tf.layers.activation({ activation, name: `${this.name}-activation` });
    this.tiedTo = tiedTo;
  }

  override build(inputShape: tf.Shape): void {
    const shape: [number, number] = [this.units, inputShape.at(-1) as number];
    if (inputShape.length !== 2) {
      throw new OptionError(
        `layer '${this.name}' takes [batch, inputs], not ${JSON.stringify(inputShape)}: flatten first`,
      );
    }
    if (this.tiedTo) {
      this.kernel = sharedWeight(this.tiedTo, 'kernel', this.name, shape);
      this._trainableWeights.push(this.kernel);
    } else {
      const initializer = tf.initializers.glorotUniform({ seed: this.seed });
      this.kernel = this.addWeight('kernel', shape, 'float32', initializer);
    }
    this.bias = this.addWeight('bias', [this.units], 'float32', tf.initializers.zeros());
    this.built = true;
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return [...inputShape.slice(0, -1), this.units];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const a = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor2D;
      const b = this.kernel.read() as tf.Tensor2D;
      const product = tf.fused.matMul({ a, b, transposeB: true, bias: this.bias.read() });
      return this.activationLayer.apply(product) as tf.Tensor;
    });
  }

  /** Uses the kernel of `owner` from now on, in place of its own. */
  tieTo(owner: tf.layers.Layer): void {
    if (owner === this) return;
    if (!this.built)
      throw new OptionError(`layer '${this.name}' is not built: build its network, then tie it`);
    const shape = this.kernel.shape as [number, number];
    const kernel = sharedWeight(owner, 'kernel', this.name, shape);
    this.kernel.dispose();
    this._trainableWeights[this._trainableWeights.indexOf(this.kernel)] = kernel;
    this.kernel = kernel;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), units: this.units, activation: this.activationName, seed: this.seed };
  }
}

/**
 * Lets a built {@link TiedDense} layer (of a loaded decoder, say) share the kernel variable of a dense layer. The
 * kernel that it had is freed: the encoder's values count.
 *
 * @example
 * tie(decoder.getLayer('decoder-output'), encoder.getLayer('encoder-code'));
 *
 * @throws {OptionError} when the decoder's layer is no `TiedDense`, or the kernel does not fit.
 */
export function tie(decoderLayer: tf.layers.Layer, encoderLayer: tf.layers.Layer): void {
  if (!(decoderLayer instanceof TiedDense)) {
    throw new OptionError(
      `layer '${decoderLayer.name}' is a ${decoderLayer.getClassName()}: only a TiedDense can be tied`,
    );
  }
  decoderLayer.tieTo(encoderLayer);
}
