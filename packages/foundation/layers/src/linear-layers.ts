import * as tf from '@tensorflow/tfjs';
import { SpectralConvolution } from './spectral-convolution.js';
import { SpectralDense } from './spectral-dense.js';

/** Makes the linear layers of one network. */
export interface LinearLayers {
  dense(units: number, name: string): tf.layers.Layer;
  /** With padding 'same'; lengths are height and width. */
  convolution(
    filters: number,
    kernelSize: readonly [number, number],
    strides: readonly [number, number],
    name: string,
  ): tf.layers.Layer;
}

/**
 * Linear layers with kernels as they are, drawn as Glorot and Bengio 2010 do.
 *
 * @param nextSeed gives each layer's seed
 */
export function plainLayers(nextSeed: () => number): LinearLayers {
  const kernelInitializer = () => tf.initializers.glorotUniform({ seed: nextSeed() });
  return {
    dense: (units, name) => tf.layers.dense({ units, kernelInitializer: kernelInitializer(), name }),
    convolution: (filters, kernelSize, strides, name) =>
      tf.layers.conv2d({
        filters,
        kernelSize: [...kernelSize],
        strides: [...strides],
        padding: 'same',
        kernelInitializer: kernelInitializer(),
        name,
      }),
  };
}

/** The same with kernels divided by their spectral norms. */
export function spectralLayers(nextSeed: () => number): LinearLayers {
  return {
    dense: (units, name) => new SpectralDense({ units, seed: nextSeed(), name }),
    convolution: (filters, kernelSize, strides, name) =>
      new SpectralConvolution({ filters, kernelSize, strides, seed: nextSeed(), name }),
  };
}
