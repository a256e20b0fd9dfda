import * as tf from '@tensorflow/tfjs';

/** A kernel as the engine calls it; inside it no tape records, so it may be composed of operations. */
export type Kernel = (call: {
  readonly inputs: Readonly<Record<string, tf.Tensor>>;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly backend: unknown;
}) => tf.TensorInfo | tf.Tensor;

const overridden = new WeakSet<object>();

/**
 * Puts a kernel in the place of the one that the WASM engine has, once. `make` receives the stock kernel
 * (`undefined` where there is none), to fall back on.
 */
export function overrideKernel(kernelName: string, make: (stock: Kernel | undefined) => Kernel): void {
  const stock = tf.getKernel(kernelName, 'wasm');
  if (stock && overridden.has(stock.kernelFunc)) return;
  const kernelFunc = make(stock?.kernelFunc as unknown as Kernel | undefined) as unknown as tf.KernelFunc;
  overridden.add(kernelFunc);
  if (stock) tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
}
