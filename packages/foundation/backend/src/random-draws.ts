import * as tf from '@tensorflow/tfjs';
import { addressOf, type WasmBackend } from './kernel-module/engine-memory.js';
import { moduleOn } from './kernel-module/kernel-module.js';
import { normalValues, uniformValues } from './random-values.js';
import type { Words } from './threefry.js';
import { webgpuNormal, webgpuUniform } from './webgpu-kernels/random.js';

/** Standard normal values of a stream, made where the engine computes. */
export function drawNormal(key: Words, shape: readonly number[]): tf.Tensor {
  if (tf.getBackend() === 'webgpu') return webgpuNormal(key, [...shape]);
  return onModule('normal', key, shape) ?? tf.tensor(normalValues(key, sizeOf(shape)), [...shape]);
}

/** Uniform values in `[0, 1)` of a stream, made where the engine computes. */
export function drawUniform(key: Words, shape: readonly number[]): tf.Tensor {
  if (tf.getBackend() === 'webgpu') return webgpuUniform(key, [...shape]);
  return onModule('uniform', key, shape) ?? tf.tensor(uniformValues(key, sizeOf(shape)), [...shape]);
}

function onModule(
  kind: 'normal' | 'uniform',
  [key0, key1]: Words,
  shape: readonly number[],
): tf.Tensor | undefined {
  if (tf.getBackend() !== 'wasm') return undefined;
  const backend = tf.backend() as WasmBackend;
  const module = moduleOn(backend);
  if (!module) return undefined;
  const out = backend.makeOutput(shape, 'float32');
  module.kernels[kind](key0, key1, addressOf(backend, out), sizeOf(shape));
  return tf.engine().makeTensorFromTensorInfo(out);
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}
