import * as tf from '@tensorflow/tfjs';

/** Registers the gradient of an operation of one input `x` from that input, in place of tfjs's own. */
export function replaceGradient(
  kernelName: string,
  gradient: (x: tf.Tensor, dy: tf.Tensor) => tf.Tensor,
): void {
  if (tf.getGradient(kernelName)) tf.unregisterGradient(kernelName);
  tf.registerGradient({
    kernelName,
    inputsToSave: ['x'],
    gradFunc: (dy, saved) => ({ x: () => gradient(saved[0]!, dy as tf.Tensor) }),
  });
}
