import * as tf from '@tensorflow/tfjs';

/**
 * The gradient of repetition, and so of broadcasting: a sum over the copies along each axis, where tfjs cuts out and
 * adds copy by copy.
 */
export function registerTileGradient(): void {
  if (tf.getGradient('Tile')) tf.unregisterGradient('Tile');
  tf.registerGradient({
    kernelName: 'Tile',
    inputsToSave: ['x'],
    gradFunc: (dy, saved, attrs) => ({
      x: () => sumOfCopies(dy as tf.Tensor, saved[0]!.shape, attrs.reps as number[]),
    }),
  });
}

function sumOfCopies(dy: tf.Tensor, shape: readonly number[], reps: readonly number[]): tf.Tensor {
  let sum = dy;
  for (const [axis, times] of reps.entries()) {
    if (times === 1) continue;
    const outer = shape.slice(0, axis).reduce((a, b) => a * b, 1);
    sum = tf.sum(tf.reshape(sum, [outer, times, -1]), 1);
  }
  return tf.reshape(sum, [...shape]);
}
