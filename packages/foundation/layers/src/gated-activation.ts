import { OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { onlyInput } from './only-input.js';

/**
 * Half of the channels, each gated by one of the other half: `y = tanh(a) σ(b)` for `x = [a, b]`,
 * `[batch, ..., 2 channels]` to `[batch, ..., channels]`.
 * Source: van den Oord et al. 2016, "Conditional image generation with PixelCNN decoders", eq. 2.
 *
 * @throws {OptionError} when built, for an odd number of channels.
 */
export class GatedActivation extends tf.layers.Layer {
  static readonly className = 'AutoencodersGatedActivation';

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    const channels = inputShape.at(-1);
    if (typeof channels !== 'number' || channels % 2 !== 0) {
      throw new OptionError(
        `layer '${this.name}' takes an even number of channels, not ${JSON.stringify(inputShape)}`,
      );
    }
    return [...inputShape.slice(0, -1), channels / 2];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const [value, gate] = tf.split(onlyInput(inputs), 2, -1) as [tf.Tensor, tf.Tensor];
      return tf.mul(tf.tanh(value), tf.sigmoid(gate));
    });
  }
}
