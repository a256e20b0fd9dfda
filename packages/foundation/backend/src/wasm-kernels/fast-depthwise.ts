import * as tf from '@tensorflow/tfjs';
import { runDepthwise } from '../kernel-module/depthwise-task.js';
import { addressOf, type WasmBackend } from '../kernel-module/engine-memory.js';
import { moduleOn } from '../kernel-module/kernel-module.js';
import { activations, type FusedActivation } from '../kernel-module/product-task.js';
import { type Kernel, overrideKernel } from '../override-kernel.js';
import { convolutionInfo } from './convolution-filter.js';
import { ownLayout, windowOver } from './fast-convolution.js';

/** Depthwise convolutions and both of their gradients on the package's own kernels. */
export function registerFastDepthwise(): void {
  for (const name of ['DepthwiseConv2dNative', 'FusedDepthwiseConv2D']) {
    overrideKernel(name, (fallback) => (call) => convolution(call) ?? fallback!(call));
  }
  overrideKernel(
    'DepthwiseConv2dNativeBackpropFilter',
    (fallback) => (call) => filterGradient(call) ?? fallback!(call),
  );
  overrideKernel(
    'DepthwiseConv2dNativeBackpropInput',
    (fallback) => (call) => inputGradient(call) ?? fallback!(call),
  );
}

type Call = Parameters<Kernel>[0];
type Shape4D = [number, number, number, number];

function convolution({ inputs, attrs, backend: engine }: Call): tf.TensorInfo | undefined {
  const module = moduleOn(engine);
  const { x, filter, bias, preluActivationWeights } = inputs as Record<string, tf.Tensor>;
  const activation = (attrs.activation as FusedActivation | undefined) ?? 'linear';
  if (!module || !ownLayout([x!, filter!], attrs) || preluActivationWeights) return undefined;
  const backend = engine as WasmBackend;
  const { info } = convolutionInfo(x!.shape as Shape4D, filter!.shape as Shape4D, attrs, true);
  if (!(activation in activations)) return undefined;
  if (bias && (bias.dtype !== 'float32' || bias.size !== info.outChannels)) return undefined;
  const out = backend.makeOutput(info.outShape, 'float32');
  const size = tf.util.sizeFromShape(info.outShape);
  const output = addressOf(backend, out);
  runDepthwise(module, {
    target: 'output',
    window: windowOver(info, addressOf(backend, x!)),
    images: info.batchSize,
    multiplier: filter!.shape[3]!,
    filter: addressOf(backend, filter!),
    output,
  });
  if (bias && size > 0) {
    const columns = info.outChannels;
    const shift = addressOf(backend, bias);
    module.kernels.pairwise(0, output, 4 * columns, 0, shift, 0, 0, size / columns, columns, output);
  }
  if (activation !== 'linear') {
    const slope = (attrs.leakyreluAlpha as number | undefined) ?? 0;
    module.kernels.map(activations[activation], output, size, slope, output);
  }
  return out;
}

function filterGradient({ inputs, attrs, backend: engine }: Call): tf.TensorInfo | undefined {
  const module = moduleOn(engine);
  const { x, dy } = inputs as Record<string, tf.Tensor>;
  if (!module || !ownLayout([x!, dy!], attrs)) return undefined;
  const backend = engine as WasmBackend;
  const shape = attrs.filterShape as Shape4D;
  const { info } = convolutionInfo(x!.shape as Shape4D, shape, attrs, true);
  const out = backend.makeOutput(shape, 'float32');
  runDepthwise(module, {
    target: 'filter',
    window: windowOver(info, addressOf(backend, x!)),
    images: info.batchSize,
    multiplier: shape[3],
    filter: addressOf(backend, out),
    output: addressOf(backend, dy!),
  });
  return out;
}

function inputGradient({ inputs, attrs, backend: engine }: Call): tf.TensorInfo | undefined {
  const module = moduleOn(engine);
  const { dy, filter } = inputs as Record<string, tf.Tensor>;
  if (!module || !ownLayout([dy!, filter!], attrs)) return undefined;
  const backend = engine as WasmBackend;
  const shape = attrs.inputShape as Shape4D;
  const { info } = convolutionInfo(shape, filter!.shape as Shape4D, attrs, true);
  const out = backend.makeOutput(shape, 'float32');
  runDepthwise(module, {
    target: 'image',
    window: windowOver(info, addressOf(backend, out)),
    images: info.batchSize,
    multiplier: filter!.shape[3]!,
    filter: addressOf(backend, filter!),
    output: addressOf(backend, dy!),
  });
  return out;
}
