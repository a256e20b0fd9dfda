import * as tf from '@tensorflow/tfjs';
import { moduleOn } from '../kernel-module/kernel-module.js';
import { layerKernels } from '../operations/kernel-names.js';
import { registerLayerKernels } from './layer-kernels.js';

/** What tfjs's layers have inside. */
interface Layer extends tf.layers.Layer {
  readonly kernel: tf.LayerVariable;
  readonly bias?: tf.LayerVariable;
  readonly activation?: { getClassName(): string };
  readonly dataFormat?: string;
  readonly strides?: readonly [number, number];
  readonly padding?: 'same' | 'valid';
  readonly dilationRate?: number | readonly number[];
  readonly useBias?: boolean;
}

type Call = (this: Layer, inputs: tf.Tensor | tf.Tensor[], kwargs: object) => tf.Tensor;

/**
 * Makes tfjs's dense and convolutional layers with ReLU, built and loaded ones as well, train with bias and activation
 * in the product's own pass on WASM. tfjs fuses them outside of training only. What a layer computes stays the same.
 */
export function fuseLayers(): void {
  registerLayerKernels();
  // With names of their own, or they would move the counter in the names of other layers.
  const dense = tf.layers.dense({ units: 1, name: 'prototype' });
  const convolution = tf.layers.conv2d({ filters: 1, kernelSize: 1, name: 'prototype' });
  replaceCall(dense, 2, (layer, x, bias) =>
    run(layerKernels.denseRelu, { x, kernel: layer.kernel.read(), bias }, {}),
  );
  replaceCall(convolution, 4, (layer, x, bias) => {
    const attrs = { strides: layer.strides, pad: layer.padding, dataFormat: 'NHWC', dilations: 1 };
    return run(layerKernels.convolutionRelu, { x, filter: layer.kernel.read(), bias }, attrs);
  });
  const transposed = tf.layers.conv2dTranspose({ filters: 1, kernelSize: 1, name: 'prototype' });
  replaceCall(transposed, 4, (layer, x, bias) => {
    const shape = layer.computeOutputShape(x.shape) as [number, number, number, number];
    const { kernel, strides, padding } = layer;
    const product = tf.conv2dTranspose(
      x as tf.Tensor4D,
      kernel.read() as tf.Tensor4D,
      shape,
      strides as [number, number],
      padding!,
    );
    return run(layerKernels.biasRelu, { x: product, bias }, {});
  });
}

function replaceCall(
  example: tf.layers.Layer,
  rank: number,
  fused: (layer: Layer, x: tf.Tensor, bias: tf.Tensor) => tf.Tensor,
): void {
  const prototype = Object.getPrototypeOf(example) as { call: Call };
  const stock = prototype.call;
  prototype.call = function (inputs, kwargs) {
    const x = Array.isArray(inputs) ? inputs[0]! : inputs;
    if (x.rank !== rank || x.dtype !== 'float32' || !applies(this)) return stock.call(this, inputs, kwargs);
    (this as unknown as { invokeCallHook(inputs: unknown, kwargs: object): void }).invokeCallHook(
      inputs,
      kwargs,
    );
    return tf.tidy(() => fused(this, x, this.bias!.read()));
  };
}

/** Whether a layer is one that tfjs takes apart, under a gradient. */
function applies({ bias, activation, dataFormat = 'channelsLast', dilationRate = 1 }: Layer): boolean {
  const training = (tf.engine() as unknown as { state: { gradientDepth: number } }).state.gradientDepth > 0;
  return (
    training &&
    bias != null &&
    activation?.getClassName() === 'relu' &&
    dataFormat === 'channelsLast' &&
    [dilationRate].flat().every((rate) => rate === 1) &&
    tf.getBackend() === 'wasm' &&
    moduleOn(tf.backend()) !== undefined
  );
}

function run(kernelName: string, inputs: tf.NamedTensorMap, attrs: object): tf.Tensor {
  return tf.engine().runKernel(kernelName, inputs, attrs as tf.NamedAttrMap) as tf.Tensor;
}
