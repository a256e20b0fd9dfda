import * as tf from '@tensorflow/tfjs';
import { runConvolution, runSpread } from '../kernel-module/convolution-task.js';
import { addressOf, allocate, type WasmBackend } from '../kernel-module/engine-memory.js';
import type { Address } from '../kernel-module/exports.js';
import { type KernelModule, moduleOn } from '../kernel-module/kernel-module.js';
import { type Kernel, overrideKernel } from '../override-kernel.js';
import { convolutionInfo } from './convolution-filter.js';
import { type Geometry, ownLayout, windowOver } from './fast-convolution.js';

/** Channels below which adding up what each output touches costs less than a product of so few columns. */
const fewChannels = 4;

/** The gradient of a convolution's input, which is the transposed convolution, on the package's own kernels. */
export function registerFastInputGradient(): void {
  overrideKernel('Conv2DBackpropInput', (fallback) => (call) => inputGradient(call) ?? fallback!(call));
}

function inputGradient({ inputs, attrs, backend: engine }: Parameters<Kernel>[0]): tf.TensorInfo | undefined {
  const module = moduleOn(engine);
  const { dy, filter } = inputs as Record<string, tf.Tensor>;
  if (!module || !ownLayout([dy!, filter!], attrs)) return undefined;
  const backend = engine as WasmBackend;
  const shape = attrs.inputShape as Shape4D;
  const { info } = convolutionInfo(shape, filter!.shape as Shape4D, attrs);
  const out = backend.makeOutput(shape, 'float32');
  const size = tf.util.sizeFromShape(shape);
  const result = addressOf(backend, out);
  if (size === 0) return out;
  if (dy!.size === 0 || filter!.size === 0) {
    module.floats().fill(0, result >>> 2, (result >>> 2) + size);
    return out;
  }
  const source = addressOf(backend, dy!);
  const weights = addressOf(backend, filter!);
  if (info.inChannels < fewChannels) {
    const window = windowOver(info, source);
    runSpread(module, { window, images: info.batchSize, right: weights, result, outputs: info.outChannels });
  } else convolveBack(module, backend, info, source, weights, result);
  return out;
}

/**
 * Pixels whose places in the stride agree see the output's gradient through the same taps: for each such class a
 * convolution of stride 1 with part of the filter, without products by zero.
 */
function convolveBack(
  module: KernelModule,
  backend: WasmBackend,
  info: Geometry,
  source: Address,
  weights: Address,
  result: Address,
): void {
  const { inHeight, inWidth, inChannels, outChannels, strideHeight, strideWidth } = info;
  const rows = classes(inHeight, strideHeight, info.dilationHeight, info.filterHeight, info.padInfo.top);
  const columns = classes(inWidth, strideWidth, info.dilationWidth, info.filterWidth, info.padInfo.left);
  const part = allocate(backend, 4 * info.filterHeight * info.filterWidth * inChannels * outChannels);
  const floats = module.floats();
  if ([...rows, ...columns].some(({ taps }) => taps.length === 0)) {
    const size = info.batchSize * inHeight * inWidth * inChannels;
    floats.fill(0, result >>> 2, (result >>> 2) + size);
  }
  for (const y of rows) {
    for (const x of columns) {
      if (y.taps.length * x.taps.length === 0 || y.length * x.length === 0) continue;
      const taps = y.taps.flatMap((v) => x.taps.map((u) => v * info.filterWidth + u));
      taps.forEach((tap, index) => {
        const size = inChannels * outChannels;
        module.kernels.transpose(
          weights + 4 * tap * size,
          inChannels,
          outChannels,
          part.address + 4 * index * size,
          4 * inChannels,
        );
      });
      runConvolution(module, {
        window: {
          image: source,
          height: info.outHeight,
          width: info.outWidth,
          channels: outChannels,
          gridHeight: y.length,
          gridWidth: x.length,
          strideY: 1,
          strideX: 1,
          tapsY: y.taps.length,
          tapsX: x.taps.length,
          startY: y.start,
          startX: x.start,
          stepY: y.step,
          stepX: x.step,
        },
        images: info.batchSize,
        right: part.address,
        result: result + 4 * (y.first * inWidth + x.first) * inChannels,
        outputs: inChannels,
        ...(strideHeight * strideWidth === 1
          ? {}
          : {
              apart: {
                image: inHeight * inWidth * inChannels,
                line: strideHeight * inWidth * inChannels,
                pixel: strideWidth * inChannels,
              },
            }),
      });
    }
  }
  part.free();
}

/** Pixels `first, first + stride, …` of one side, and the taps and outputs that they see. */
interface PixelClass {
  readonly first: number;
  readonly length: number;
  readonly taps: readonly number[];
  /** The output that the first of them sees at the first tap, and how it moves from tap to tap. */
  readonly start: number;
  readonly step: number;
}

/** Output `o` sees pixel `p` at tap `t` where `p = o · stride + t · dilation - padding`. */
function classes(
  pixels: number,
  stride: number,
  dilation: number,
  filter: number,
  padding: number,
): PixelClass[] {
  return Array.from({ length: Math.min(stride, pixels) }, (_, first) => {
    const taps = Array.from({ length: filter }, (_, tap) => tap).filter(
      (tap) => (first + padding - tap * dilation) % stride === 0,
    );
    const output = (tap: number) => (first + padding - tap * dilation) / stride;
    return {
      first,
      length: Math.ceil((pixels - first) / stride),
      taps,
      start: taps.length > 0 ? output(taps[0]!) : 0,
      step: taps.length > 1 ? output(taps[1]!) - output(taps[0]!) : 0,
    };
  });
}

type Shape4D = [number, number, number, number];
