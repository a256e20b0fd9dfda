import type * as tf from '@tensorflow/tfjs';
import { addressOf, type WasmBackend } from '../kernel-module/engine-memory.js';
import { moduleOn } from '../kernel-module/kernel-module.js';
import { activations } from '../kernel-module/product-task.js';
import { overrideKernel } from '../override-kernel.js';

/** The functions by kernel; the numbers are those of `assembly/elementwise.ts`. */
const functions = {
  Relu: activations.relu,
  Relu6: activations.relu6,
  LeakyRelu: activations.leakyrelu,
  Sigmoid: activations.sigmoid,
  Elu: activations.elu,
  Tanh: activations.tanh,
  Exp: 16,
  Softplus: 17,
  Step: 18,
  Square: 19,
};

/** Functions of each value, four values at a time. */
export function registerFastElementwise(): void {
  for (const [name, operation] of Object.entries(functions)) {
    overrideKernel(name, (fallback) => (call) => {
      const module = moduleOn(call.backend);
      const x = call.inputs.x!;
      if (!module || x.dtype !== 'float32') return fallback!(call);
      const backend = call.backend as WasmBackend;
      const out: tf.TensorInfo = backend.makeOutput(x.shape, 'float32');
      const slope = (call.attrs?.alpha as number | undefined) ?? 0;
      module.kernels.map(operation, addressOf(backend, x), x.size, slope, addressOf(backend, out));
      return out;
    });
  }
}
