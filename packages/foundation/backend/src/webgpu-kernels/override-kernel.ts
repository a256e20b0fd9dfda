import * as tf from '@tensorflow/tfjs';
import type { WebgpuBackend } from './webgpu-backend.js';

/** A kernel as the engine calls it. */
export type WebgpuKernel = (call: {
  readonly inputs: Readonly<Record<string, tf.Tensor>>;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly backend: WebgpuBackend;
}) => tf.TensorInfo | tf.TensorInfo[];

const ours = new WeakSet<object>();

/**
 * Puts a kernel on the WebGPU engine, once. `make` receives the one that it replaces, `undefined` where there is
 * none, to fall back on.
 */
export function overrideWebgpuKernel(
  kernelName: string,
  make: (stock: WebgpuKernel | undefined) => WebgpuKernel,
): void {
  const stock = tf.getKernel(kernelName, 'webgpu');
  if (stock && ours.has(stock.kernelFunc)) return;
  const kernelFunc = make(stock?.kernelFunc as unknown as WebgpuKernel | undefined);
  ours.add(kernelFunc);
  if (stock) tf.unregisterKernel(kernelName, 'webgpu');
  tf.registerKernel({
    kernelName,
    backendName: 'webgpu',
    kernelFunc: kernelFunc as unknown as tf.KernelFunc,
  });
}
