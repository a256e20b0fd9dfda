import type * as tf from '@tensorflow/tfjs';
import { overrideKernel } from '../override-kernel.js';

/** Identities and casts to the same type share the data instead of copying it. */
export function registerAliases(): void {
  for (const name of ['Identity', 'Cast']) {
    overrideKernel(name, (stock) => (call) => {
      const x = call.inputs.x!;
      const dtype = (call.attrs?.dtype as tf.DataType | undefined) ?? x.dtype;
      if (dtype !== x.dtype || x.dtype === 'string') return stock!(call);
      (call.backend as tf.KernelBackend).incRef(x.dataId);
      return { dataId: x.dataId, shape: x.shape, dtype };
    });
  }
}
