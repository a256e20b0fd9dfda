import { OptionError } from '@autoencoders/errors';
import type * as tf from '@tensorflow/tfjs';

/**
 * Another layer's kernel as a weight of this one: the same variable under a name of its own, so that what is saved
 * can be loaded alone. The owner disposes it, and freezing this layer leaves the owner's training as it is.
 *
 * @param shape what the kernel must be, `[units, inputs]`
 * @throws {OptionError} when the owner is not built, or its kernel has another shape.
 */
export function sharedKernel(
  owner: tf.layers.Layer,
  name: string,
  shape: readonly [number, number],
): tf.LayerVariable {
  const kernel = owner.weights[0];
  if (!kernel) {
    throw new OptionError(`layer '${owner.name}' has no kernel yet: build it before tying '${name}' to it`);
  }
  if (kernel.shape.length !== 2 || kernel.shape.some((size, axis) => size !== shape[axis])) {
    throw new OptionError(
      `layer '${owner.name}' has a kernel of shape ${JSON.stringify(kernel.shape)}: to tie '${name}' to it needs [${shape.join(', ')}]`,
    );
  }
  return Object.create(kernel, {
    originalName: { value: `${name}/kernel` },
    trainable: { value: true, writable: true },
    dispose: { value: () => undefined },
  }) as tf.LayerVariable;
}
