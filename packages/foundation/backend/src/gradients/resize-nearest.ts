import * as tf from '@tensorflow/tfjs';

/**
 * The gradient of nearest-neighbour upsampling by whole factors: the sum over each block of copies. The `cpu`
 * engine's own kernel is wrong for batches of more than one. Other ratios keep tfjs's kernel.
 */
export function registerResizeNearestGradient(): void {
  const stock = tf.getGradient('ResizeNearestNeighbor');
  if (!stock || stock.gradFunc === undefined || replaced.has(stock)) return;
  const config: tf.GradConfig = {
    kernelName: 'ResizeNearestNeighbor',
    inputsToSave: ['images'],
    gradFunc: (dy, saved, attrs) => {
      const [batch, height, width, channels] = saved[0]!.shape as [number, number, number, number];
      const { alignCorners, halfPixelCenters, size } = attrs as unknown as ResizeAttributes;
      const rows = size[0] / height;
      const columns = size[1] / width;
      const whole = Number.isInteger(rows) && Number.isInteger(columns);
      if (alignCorners || halfPixelCenters || !whole) return stock.gradFunc(dy, saved, attrs);
      const blocks = [batch, height, rows, width, columns, channels];
      return { images: () => tf.sum(tf.reshape(dy as tf.Tensor, blocks), [2, 4]) };
    },
  };
  replaced.add(config);
  tf.unregisterGradient('ResizeNearestNeighbor');
  tf.registerGradient(config);
}

interface ResizeAttributes {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
  readonly size: readonly [number, number];
}

const replaced = new WeakSet<tf.GradConfig>();
