import * as tf from '@tensorflow/tfjs';
import { runConvolution, runFilterGradient, type WindowGeometry } from '../kernel-module/convolution-task.js';
import { addressOf, type WasmBackend } from '../kernel-module/engine-memory.js';
import type { Address } from '../kernel-module/exports.js';
import { moduleOn } from '../kernel-module/kernel-module.js';
import { activations, type FusedActivation, runProduct } from '../kernel-module/product-task.js';
import { type Kernel, overrideKernel } from '../override-kernel.js';
import { convolutionInfo } from './convolution-filter.js';

/** The geometry of a convolution. */
export type Geometry = ReturnType<typeof convolutionInfo>['info'];

/** Convolutions and the gradients of their filters on the package's own kernels. */
export function registerFastConvolutions(): void {
  for (const name of ['Conv2D', 'FusedConv2D']) {
    overrideKernel(name, (fallback) => (call) => convolution(call) ?? fallback!(call));
  }
  overrideKernel('Conv2DBackpropFilter', (fallback) => (call) => filterGradient(call) ?? fallback!(call));
}

type Call = Parameters<Kernel>[0];

function convolution({ inputs, attrs, backend: engine }: Call): tf.TensorInfo | undefined {
  const module = moduleOn(engine);
  const { x, filter, bias, preluActivationWeights } = inputs as Record<string, tf.Tensor>;
  const activation = (attrs.activation as FusedActivation | undefined) ?? 'linear';
  if (!module || !ownLayout([x!, filter!], attrs) || preluActivationWeights) return undefined;
  const backend = engine as WasmBackend;
  const { info } = convolutionInfo(x!.shape as Shape4D, filter!.shape as Shape4D, attrs);
  if (!(activation in activations) || (bias && bias.size !== info.outChannels)) return undefined;
  const out = backend.makeOutput(info.outShape, 'float32');
  if (tf.util.sizeFromShape(info.outShape) === 0) return out;
  const result = addressOf(backend, out);
  const right = addressOf(backend, filter!);
  const finish = {
    ...(bias ? { bias: addressOf(backend, bias) } : {}),
    activation,
    slope: (attrs.leakyreluAlpha as number | undefined) ?? 0,
  };
  if (isProduct(info)) {
    runProduct(module, {
      a: addressOf(backend, x!),
      b: right,
      c: result,
      transposeA: false,
      transposeB: false,
      rows: info.batchSize * info.outHeight * info.outWidth,
      columns: info.outChannels,
      depth: info.inChannels,
      ...finish,
    });
  } else {
    runConvolution(module, {
      window: windowOver(info, addressOf(backend, x!)),
      images: info.batchSize,
      right,
      result,
      outputs: info.outChannels,
      ...finish,
    });
  }
  return out;
}

function filterGradient({ inputs, attrs, backend: engine }: Call): tf.TensorInfo | undefined {
  const module = moduleOn(engine);
  const { x, dy } = inputs as Record<string, tf.Tensor>;
  if (!module || !ownLayout([x!, dy!], attrs)) return undefined;
  const backend = engine as WasmBackend;
  const shape = attrs.filterShape as Shape4D;
  const { info } = convolutionInfo(x!.shape as Shape4D, shape, attrs);
  const out = backend.makeOutput(shape, 'float32');
  const result = addressOf(backend, out);
  const size = tf.util.sizeFromShape(shape);
  if (dy!.size === 0) module.floats().fill(0, result >>> 2, (result >>> 2) + size);
  else if (size > 0) {
    runFilterGradient(module, {
      window: windowOver(info, addressOf(backend, x!)),
      images: info.batchSize,
      right: addressOf(backend, dy!),
      result,
      outputs: info.outChannels,
    });
  }
  return out;
}

/** Whether the tensors are what the kernels take: float32, channels last. */
export function ownLayout(tensors: readonly tf.Tensor[], attrs: Readonly<Record<string, unknown>>): boolean {
  const format = attrs.dataFormat ?? 'NHWC';
  return format === 'NHWC' && tensors.every(({ dtype, rank }) => dtype === 'float32' && rank === 4);
}

/** The window of a convolution over its input. */
export function windowOver(info: Geometry, image: Address): WindowGeometry {
  return {
    image,
    height: info.inHeight,
    width: info.inWidth,
    channels: info.inChannels,
    gridHeight: info.outHeight,
    gridWidth: info.outWidth,
    strideY: info.strideHeight,
    strideX: info.strideWidth,
    tapsY: info.filterHeight,
    tapsX: info.filterWidth,
    startY: -info.padInfo.top,
    startX: -info.padInfo.left,
    stepY: info.dilationHeight,
    stepX: info.dilationWidth,
  };
}

function isProduct(info: Geometry): boolean {
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
  const padding = padInfo.top + padInfo.left + padInfo.bottom + padInfo.right;
  return filterHeight * filterWidth === 1 && strideHeight === 1 && strideWidth === 1 && padding === 0;
}

type Shape4D = [number, number, number, number];
