import { OptionError } from '@autoencoders/errors';
import type * as tf from '@tensorflow/tfjs';

/** Places of a dense layer's weights. */
const places = { kernel: 0, bias: 1 } as const;

/**
 * Another layer's kernel or bias as a weight of this one: the same variable under a name of its own, so that what is
 * saved can be loaded alone. The owner disposes it, and freezing this layer leaves the owner's training as it is.
 *
 * @param shape what the weight must be: of a kernel `[inputs, units]`
 * @throws {OptionError} when the owner is not built, or its weight has another shape.
 */
export function sharedWeight(
  owner: tf.layers.Layer,
  weight: keyof typeof places,
  name: string,
  shape: readonly number[],
): tf.LayerVariable {
  const shared = owner.weights[places[weight]];
  if (!shared) {
    throw new OptionError(
      `layer '${owner.name}' has no ${weight}${owner.built ? '' : ' yet: build it'}, which '${name}' is to be tied to`,
    );
  }
  if (shared.shape.length !== shape.length || shared.shape.some((size, axis) => size !== shape[axis])) {
    throw new OptionError(
      `layer '${owner.name}' has a ${weight} of shape ${JSON.stringify(shared.shape)}: to tie '${name}' to it needs [${shape.join(', ')}]`,
    );
  }
  return Object.create(shared, {
    originalName: { value: `${name}/${weight}` },
    trainable: { value: true, writable: true },
    dispose: { value: () => undefined },
  }) as tf.LayerVariable;
}
