import * as tf from '@tensorflow/tfjs';
import type { EngineName } from './describe-backend.js';

/** A kernel as the engine calls it; inside it no tape records, so it may be composed of operations. */
export type Kernel = (call: {
  readonly inputs: Readonly<Record<string, tf.Tensor>>;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly backend: unknown;
}) => tf.TensorInfo | tf.Tensor;

/**
 * Puts a kernel in the place of the one that an engine has. `make` receives the one before (`undefined` where there is
 * none), to fall back on.
 */
export function overrideKernel(
  kernelName: string,
  make: (before: Kernel | undefined) => Kernel,
  backendName: EngineName = 'wasm',
): void {
  const before = tf.getKernel(kernelName, backendName);
  const kernelFunc = make(before?.kernelFunc as unknown as Kernel | undefined) as unknown as tf.KernelFunc;
  if (before) tf.unregisterKernel(kernelName, backendName);
  // The one before is set up with each new engine, as if it were still in its place.
  tf.registerKernel({ ...before, kernelName, backendName, kernelFunc });
}
