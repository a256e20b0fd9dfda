import { OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { onlyInput } from './only-input.js';

/** Under the root, where all examples are the same. */
const smallest = 1e-8;

/**
 * Adds to each example how much the examples of its batch differ: one more feature or channel, the same for all of them,
 *
 * `s = 1/n Σ_i √(1/batch Σ_b (x_bi - x̄_i)² + 10⁻⁸)`,
 *
 * the standard deviation over the batch, averaged over all `n` features and places. By it a discriminator sees that what
 * it judges is all alike. An example is no longer judged by itself, outside training neither.
 * Source: Karras et al. 2018, "Progressive growing of GANs for improved quality, stability, and variation", section 3.
 *
 * `[batch, ..., channels]` to `[batch, ..., channels + 1]`
 *
 * @throws {OptionError} when built, for what has no features.
 */
export class MinibatchStandardDeviation extends tf.layers.Layer {
  static readonly className = 'AutoencodersMinibatchStandardDeviation';

  override build(inputShape: tf.Shape): void {
    if (inputShape.length < 2 || typeof inputShape.at(-1) !== 'number') {
      throw new OptionError(
        `layer '${this.name}' takes [batch, ..., channels], not ${JSON.stringify(inputShape)}`,
      );
    }
    this.built = true;
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return [...inputShape.slice(0, -1), inputShape.at(-1)! + 1];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyInput(inputs);
      const variance = tf.mean(tf.square(tf.sub(x, tf.mean(x, 0, true))), 0);
      const deviation = tf.mean(tf.sqrt(tf.add(variance, smallest)));
      return tf.concat([x, tf.add(tf.zeros([...x.shape.slice(0, -1), 1]), deviation)], -1);
    });
  }
}
