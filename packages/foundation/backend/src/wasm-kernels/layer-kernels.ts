import * as tf from '@tensorflow/tfjs';
import { addressOf, type WasmBackend } from '../kernel-module/engine-memory.js';
import { moduleOn } from '../kernel-module/kernel-module.js';
import { layerKernels } from '../operations/kernel-names.js';
import { type Kernel, overrideKernel } from '../override-kernel.js';

/** The number of `relu(a + b)` in `assembly/pairwise.ts`. */
const addRelu = 8;

/** Layers with their activation, as the kernels that tfjs fuses for inference. */
export function registerLayerKernels(): void {
  overrideKernel(layerKernels.denseRelu, () => ({ inputs, backend }) => {
    const { x, kernel, bias } = inputs as Record<string, tf.Tensor>;
    const attrs = { transposeA: false, transposeB: false, activation: 'relu' };
    return call('_FusedMatMul', { inputs: { a: x!, b: kernel!, bias: bias! }, attrs, backend });
  });
  overrideKernel(
    layerKernels.convolutionRelu,
    () =>
      ({ inputs, attrs, backend }) =>
        call('FusedConv2D', { inputs, attrs: { ...attrs, activation: 'relu' }, backend }),
  );
  overrideKernel(layerKernels.biasRelu, () => ({ inputs, backend: engine }) => {
    const { x, bias } = inputs as Record<string, tf.Tensor>;
    const module = moduleOn(engine);
    if (!module) return tf.tidy(() => tf.relu(tf.add(x!, bias!)));
    const backend = engine as WasmBackend;
    const out = backend.makeOutput(x!.shape, 'float32');
    const [columns, to] = [bias!.size, addressOf(backend, out)];
    const [from, shift] = [addressOf(backend, x!), addressOf(backend, bias!)];
    if (x!.size > 0) {
      module.kernels.pairwise(addRelu, from, 4 * columns, 0, shift, 0, 0, x!.size / columns, columns, to);
    }
    return out;
  });
}

/** The kernel itself, without a tensor of its own for what it returns. */
function call(kernelName: string, what: Parameters<Kernel>[0]): tf.TensorInfo {
  return (tf.getKernel(kernelName, 'wasm')!.kernelFunc as unknown as Kernel)(what);
}
