import { OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

type LayerArguments = ConstructorParameters<typeof tf.layers.Layer>[0] & object;

/** Options of {@link TiedDense}. */
export interface TiedDenseOptions extends LayerArguments {
  /** Width of the output: the input width of the layer it is tied to. */
  readonly units: number;
  /** Applied to the output. Default `'linear'`. */
  readonly activation?: string;
  /** The dense layer whose kernel is used, transposed. Left out (after loading): a kernel of its own. */
  readonly tiedTo?: tf.layers.Layer;
}

/**
 * A dense layer with the transposed kernel of another: `y = f(x Wᵀ + b)`, `W` `[units, inputs]`, with a bias of its
 * own. It trains the same variable, so the kernel counts once. Loaded alone it owns its kernel.
 * Source: Vincent et al. 2010, section 2.1 (tied weights).
 */
export class TiedDense extends tf.layers.Layer {
  static readonly className = 'AutoencodersTiedDense';
  private readonly units: number;
  private readonly activationName: string;
  private readonly activationLayer: tf.layers.Layer;
  private readonly tiedTo: tf.layers.Layer | undefined;
  private kernel!: tf.LayerVariable;
  private bias!: tf.LayerVariable;

  constructor(options: TiedDenseOptions) {
    super(options);
    this.units = options.units;
    this.activationName = options.activation ?? 'linear';
    this.activationLayer = tf.layers.activation({ activation: this.activationName as 'linear' });
    this.tiedTo = options.tiedTo;
  }

  override build(inputShape: tf.Shape): void {
    const inputs = inputShape.at(-1) as number;
    this.kernel = this.tiedTo ? this.sharedKernel(inputs) : this.ownKernel(inputs);
    this.bias = this.addWeight('bias', [this.units], 'float32', tf.initializers.zeros());
    this.built = true;
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return [...inputShape.slice(0, -1), this.units];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = (Array.isArray(inputs) ? inputs[0]! : inputs) as tf.Tensor2D;
      const product = tf.matMul(x, this.kernel.read() as tf.Tensor2D, false, true);
      return this.activationLayer.apply(tf.add(product, this.bias.read())) as tf.Tensor;
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), units: this.units, activation: this.activationName };
  }

  private sharedKernel(inputs: number): tf.LayerVariable {
    const kernel = this.tiedTo!.trainableWeights[0];
    const shape = kernel?.shape;
    if (!kernel || shape?.length !== 2 || shape[0] !== this.units || shape[1] !== inputs) {
      throw new OptionError(
        `layer '${this.tiedTo!.name}' has a kernel of shape ${JSON.stringify(shape)}: to be tied to it needs [${this.units}, ${inputs}]`,
      );
    }
    // Under this layer's name among the weights, so that what is saved can be loaded alone; the owner disposes it.
    const shared: tf.LayerVariable = Object.create(kernel, {
      originalName: { value: `${this.name}/kernel` },
      dispose: { value: () => undefined },
    });
    this._trainableWeights.push(shared);
    return shared;
  }

  private ownKernel(inputs: number): tf.LayerVariable {
    return this.addWeight('kernel', [this.units, inputs], 'float32', tf.initializers.glorotUniform({}));
  }
}
