import type * as tf from '@tensorflow/tfjs';
import { overrideWebgpuKernel } from './override-kernel.js';

/**
 * `AddN` of any number of tensors. The engine's own binds all of them at once, and beyond the adapter's limit of
 * buffers (often 8 with the result) the result stays 0 without an error. This one adds them in groups.
 */
export function registerAddMany(): void {
  overrideWebgpuKernel('AddN', (stock) => ({ inputs, attrs, backend }) => {
    const limit = backend.device.limits.maxStorageBuffersPerShaderStage - 1;
    const terms = Object.values(inputs) as tf.TensorInfo[];
    const add = (some: tf.TensorInfo[]) => stock!({ inputs: some as never, attrs, backend }) as tf.TensorInfo;
    if (terms.length <= limit) return add(terms);
    let sum = add(terms.slice(0, limit));
    for (let next = limit; next < terms.length; next += limit - 1) {
      const longer = add([sum, ...terms.slice(next, next + limit - 1)]);
      backend.disposeData(sum.dataId);
      sum = longer;
    }
    return sum;
  });
}
