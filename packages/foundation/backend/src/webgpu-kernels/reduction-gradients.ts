import * as tf from '@tensorflow/tfjs';
import { webgpuBackend } from './webgpu-backend.js';

const ours = new WeakSet<object>();

/**
 * Gradients of `Sum` and `Mean` on the WebGPU engine: `dy` repeated along the axes that were summed. tfjs
 * multiplies it with ones of the input's shape, which it makes on the host and uploads in every step. Other
 * engines keep tfjs's.
 */
export function registerReductionGradients(): void {
  for (const kernelName of ['Sum', 'Mean']) {
    const stock = tf.getGradient(kernelName);
    if (ours.has(stock.gradFunc)) continue;
    const gradFunc: tf.GradFunc = (dy, saved, attrs) => {
      const { shape, size } = saved[0]!;
      if (tf.getBackend() !== 'webgpu' || size === 0) return stock.gradFunc(dy, saved, attrs);
      const slopes = dy as tf.Tensor;
      const share = kernelName === 'Mean' ? slopes.size / size : 1;
      return { x: () => repeated(slopes, shape, (attrs as { axis?: number | number[] }).axis, share) };
    };
    ours.add(gradFunc);
    tf.unregisterGradient(kernelName);
    tf.registerGradient({ ...stock, gradFunc });
  }
}

function repeated(
  dy: tf.Tensor,
  shape: number[],
  axis: number | number[] | undefined,
  share: number,
): tf.Tensor {
  const axes = tf.util.parseAxisParam(axis!, shape);
  const kept = tf.reshape(
    dy,
    shape.map((length, i) => (axes.includes(i) ? 1 : length)),
  );
  const scaled = share === 1 ? kept : tf.mul(kept, share);
  // The gradient of a repetition costs tfjs operations by the number of copies, and the engine repeats no more
  // than four axes; a product with ones, made on the device, is free of both.
  if (tf.engine().isTapeOn() || shape.length > 4) return tf.mul(scaled, tf.fill(shape, 1));
  // What is on the host and small, as the 1 that a gradient starts from, the engine would repeat on the host.
  webgpuBackend().uploadToGPU(scaled.dataId);
  return tf.broadcastTo(scaled, shape);
}
