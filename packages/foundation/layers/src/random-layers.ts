import { currentRandomSource } from '@autoencoders/backend';
import { OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { checkRate } from './check-network.js';
import { onlyInput } from './only-input.js';

type LayerArguments = ConstructorParameters<typeof tf.layers.Layer>[0] & object;
type CallArguments = { training?: boolean };

/** Options of {@link Dropout}. */
export interface DropoutOptions extends LayerArguments {
  /** Fraction of the inputs set to 0, within [0, 1). */
  readonly rate: number;
}

/**
 * Dropout that draws from the ambient random source: keyed by seed, layer name and step, so that each step has
 * another mask and a resumed run the same ones. (tfjs's own repeats one mask where it is seeded.)
 * In training `y = x m / (1 - rate)` with `m` Bernoulli(1 - rate); otherwise `y = x`.
 * Source: Srivastava et al. 2014.
 */
export class Dropout extends tf.layers.Layer {
  static readonly className = 'AutoencodersDropout';
  private readonly rate: number;

  /** @throws {OptionError} when the rate is not within [0, 1). */
  constructor(options: DropoutOptions) {
    super(options);
    checkRate('rate', options.rate);
    this.rate = options.rate;
    this.supportsMasking = true;
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return inputShape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training = false }: CallArguments): tf.Tensor {
    const x = onlyInput(inputs);
    if (!training || this.rate === 0) return tf.clone(x);
    return tf.tidy(() => {
      const kept = tf.greaterEqual(currentRandomSource().uniform(this.name, x.shape), this.rate);
      return tf.mul(x, tf.div(tf.cast(kept, 'float32'), 1 - this.rate));
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rate: this.rate };
  }
}

/**
 * Draws from a diagonal Gaussian given as `[mean, logVariance]`, reparameterised: `z = m + exp(v / 2) ε`, with ε
 * from the ambient random source in training; otherwise `z = m`. Source: Kingma and Welling 2014, section 2.4.
 */
export class Sampling extends tf.layers.Layer {
  static readonly className = 'AutoencodersSampling';

  /** @throws {OptionError} unless applied to mean and log-variance of one shape. */
  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const [mean, logVariance, ...more] = inputShape as tf.Shape[];
    if (!Array.isArray(mean) || String(mean) !== String(logVariance) || more.length > 0) {
      throw new OptionError(
        `layer '${this.name}' is applied to ${JSON.stringify(inputShape)}: give [mean, logVariance] of one shape`,
      );
    }
    return mean;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training = false }: CallArguments): tf.Tensor {
    const [mean, logVariance] = inputs as [tf.Tensor, tf.Tensor];
    if (!training) return tf.clone(mean);
    return tf.tidy(() =>
      reparameterize(mean, logVariance, currentRandomSource().normal(this.name, mean.shape)),
    );
  }
}

/**
 * A draw from a diagonal Gaussian as a differentiable function of its parameters: `z = m + exp(v / 2) ε` with
 * the log-variance `v`. Source: Kingma and Welling 2014, section 2.4.
 *
 * @param mean `[batch, ...latentShape]`
 * @param logVariance `[batch, ...latentShape]`
 * @param noise standard normal, broadcast against the mean
 */
export function reparameterize(mean: tf.Tensor, logVariance: tf.Tensor, noise: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.add(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), noise)));
}
