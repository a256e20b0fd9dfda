import * as tf from '@tensorflow/tfjs';
import { addressOf, type WasmBackend } from '../kernel-module/engine-memory.js';
import type { Address } from '../kernel-module/exports.js';
import { type KernelModule, moduleOn } from '../kernel-module/kernel-module.js';
import { ownKernels } from '../operations/kernel-names.js';
import { overrideKernel } from '../override-kernel.js';

/** The package's own kernels on WASM: each in one pass, or composed where the module is not at work. */
export function registerOwnKernels(): void {
  register(
    ownKernels.crossEntropy,
    ['labels', 'logits'],
    ({ kernels }, [labels, logits], count, to) => kernels.crossEntropy(labels!, logits!, count, to),
    ([labels, logits]) => tf.sub(tf.softplus(logits!), tf.mul(labels!, logits!)),
  );
  register(
    ownKernels.crossEntropyGradient,
    ['labels', 'logits', 'dy'],
    ({ kernels }, [labels, logits, dy], count, to) =>
      kernels.crossEntropyGradient(labels!, logits!, dy!, count, to),
    ([labels, logits, dy]) => tf.mul(tf.sub(tf.sigmoid(logits!), labels!), dy!),
  );
  register(
    ownKernels.reluGradient,
    ['x', 'dy'],
    ({ kernels }, [x, dy], count, to) => kernels.pairwise(7, x!, 0, 0, dy!, 0, 0, 1, count, to),
    ([x, dy]) => tf.mul(dy!, tf.step(x!)),
  );
  register(
    ownKernels.gaussianKl,
    ['mean', 'logVariance'],
    ({ kernels }, [mean, logVariance], count, to) => kernels.gaussianKl(mean!, logVariance!, count, to),
    ([mean, logVariance]) =>
      tf.mul(tf.sub(tf.add(tf.square(mean!), tf.exp(logVariance!)), tf.add(logVariance!, 1)), 0.5),
  );
  register(
    ownKernels.gaussianKlGradient,
    ['logVariance', 'dy'],
    ({ kernels }, [logVariance, dy], count, to) => kernels.gaussianKlGradient(logVariance!, dy!, count, to),
    ([logVariance, dy]) => tf.mul(tf.mul(tf.sub(tf.exp(logVariance!), 1), 0.5), dy!),
  );
}

function register(
  name: string,
  order: readonly string[],
  compute: (module: KernelModule, inputs: readonly Address[], count: number, to: Address) => void,
  compose: (inputs: readonly tf.Tensor[]) => tf.Tensor,
): void {
  overrideKernel(name, () => (call) => {
    const inputs = order.map((key) => call.inputs[key]!);
    const module = moduleOn(call.backend);
    if (!module || inputs.some(({ dtype }) => dtype !== 'float32')) return tf.tidy(() => compose(inputs));
    const backend = call.backend as WasmBackend;
    const out = backend.makeOutput(inputs[0]!.shape, 'float32');
    const addresses = inputs.map((input) => addressOf(backend, input));
    compute(module, addresses, inputs[0]!.size, addressOf(backend, out));
    return out;
  });
}
