import { checkInteger, OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { onlyInput } from './only-input.js';
import { firstVector, spectrallyNormalized } from './spectral-norm.js';

type LayerArguments = ConstructorParameters<typeof tf.layers.Layer>[0] & object;
type CallArguments = { training?: boolean };

/** Options of {@link SpectralDense}. */
export interface SpectralDenseOptions extends LayerArguments {
  /** Width of the output. */
  readonly units: number;
  /** Seed of the initial kernel and of the iteration's first vector. Default 0. */
  readonly seed?: number;
}

/**
 * A dense layer whose kernel is divided by its spectral norm: `y = x W / σ(W) + b`, `x` `[batch, inputs]`, so that no
 * step in `x` is made longer. The norm is estimated by power iteration, one step in each call in training mode and none
 * in others; the vector of the iteration is a weight that is not trained, saved with the network. Linear: an activation
 * is a layer after it.
 * Source: Miyato et al. 2018, "Spectral normalization for generative adversarial networks", algorithm 1.
 *
 * `[batch, inputs]` to `[batch, units]`
 *
 * @throws {OptionError} for an impossible width or seed; when built, for anything but vectors.
 */
export class SpectralDense extends tf.layers.Layer {
  static readonly className = 'AutoencodersSpectralDense';
  private readonly units: number;
  private readonly seed: number;
  private kernel!: tf.LayerVariable;
  private bias!: tf.LayerVariable;
  private vector!: tf.LayerVariable;

  constructor(options: SpectralDenseOptions) {
    super(options);
    const { units, seed = 0 } = options;
    checkInteger('units', units);
    checkInteger('seed', seed, 0);
    this.units = units;
    this.seed = seed;
  }

  override build(inputShape: tf.Shape): void {
    const inputs = inputShape.at(-1);
    if (inputShape.length !== 2 || typeof inputs !== 'number') {
      throw new OptionError(
        `layer '${this.name}' takes [batch, inputs], not ${JSON.stringify(inputShape)}: flatten first`,
      );
    }
    const { units, seed } = this;
    const zeros = tf.initializers.zeros();
    this.kernel = this.addWeight(
      'kernel',
      [inputs, units],
      'float32',
      tf.initializers.glorotUniform({ seed }),
    );
    this.bias = this.addWeight('bias', [units], 'float32', zeros);
    this.vector = this.addWeight('spectral-vector', [units], 'float32', zeros, undefined, false);
    tf.tidy(() => void this.vector.write(firstVector(this.kernel.read(), seed)));
    this.built = true;
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return [...inputShape.slice(0, -1), this.units];
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training = false }: CallArguments): tf.Tensor {
    return tf.tidy(() =>
      tf.fused.matMul({
        a: onlyInput(inputs),
        b: spectrallyNormalized(this.kernel.read(), this.vector, training),
        bias: this.bias.read(),
      }),
    );
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { units, seed } = this;
    return { ...super.getConfig(), units, seed };
  }
}
