import * as tf from '@tensorflow/tfjs';
import { addressOf, type WasmBackend } from '../kernel-module/engine-memory.js';
import { moduleOn } from '../kernel-module/kernel-module.js';

/**
 * Gradients of sums and means over trailing axes on WASM: each value of `dy` repeated. tfjs multiplies `dy` with ones
 * that it makes on the host in every step. A gradient that is itself to be differentiated stays tfjs's.
 */
export function registerReductionGradients(): void {
  for (const kernelName of ['Sum', 'Mean']) {
    const before = tf.getGradient(kernelName);
    const gradFunc: tf.GradFunc = (dy, saved, attrs) => {
      const x = saved[0]!;
      const { axis } = attrs as { axis?: number | number[] };
      const repeated = repeatable(x, axis);
      if (!repeated) return before.gradFunc(dy, saved, attrs);
      const slopes = dy as tf.Tensor;
      return { x: () => repeat(slopes, x.shape, kernelName === 'Mean' ? slopes.size / x.size : 1) };
    };
    tf.unregisterGradient(kernelName);
    tf.registerGradient({ ...before, gradFunc });
  }
}

function repeatable(x: tf.Tensor, axis: number | number[] | undefined): boolean {
  if (tf.getBackend() !== 'wasm' || tf.engine().isTapeOn() || x.size === 0) return false;
  if (x.dtype !== 'float32' || !moduleOn(tf.backend())) return false;
  const axes = tf.util.parseAxisParam(axis!, x.shape).sort((a, b) => a - b);
  return axes.every((at, i) => at === x.rank - axes.length + i);
}

function repeat(dy: tf.Tensor, shape: number[], scale: number): tf.Tensor {
  const backend = tf.backend() as WasmBackend;
  const out = backend.makeOutput(shape, 'float32');
  const columns = tf.util.sizeFromShape(shape) / dy.size;
  const [from, to] = [addressOf(backend, dy), addressOf(backend, out)];
  moduleOn(backend)!.kernels.repeatEach(from, dy.size, columns, scale, to);
  return tf.engine().makeTensorFromTensorInfo(out);
}
