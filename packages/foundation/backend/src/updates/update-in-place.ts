import * as tf from '@tensorflow/tfjs';
import { ownKernels } from '../operations/kernel-names.js';
import { webgpuUpdate } from '../webgpu-kernels/fused-update.js';
import type { UpdateEntry, UpdateRule } from './update-rule.js';
import { wasmUpdate } from './wasm-update.js';

/**
 * Updates variables and their moments in place by an optimizer's rule, in one pass of the engine's own kernels. Data
 * that others hold too (a clone, a reshaped view) is left to them, and the variable gets its own: give slots that
 * nobody shares, see {@link unshared}.
 *
 * @returns false where the engine has no such kernels: compose the update of operations then.
 */
export function updateInPlace(rule: UpdateRule, entries: readonly UpdateEntry[]): boolean {
  const engine = tf.getBackend();
  if (!entries.every(isFloat)) return false;
  if (engine === 'webgpu' && tf.getKernel(ownKernels.crossEntropy, engine)) {
    webgpuUpdate(rule, entries);
    return true;
  }
  if (engine !== 'wasm') return false;
  for (const { variable } of entries) {
    if (sharesData(variable)) {
      const copy = tf.mul(variable, 1);
      variable.assign(copy);
      copy.dispose();
    }
  }
  return wasmUpdate(rule, entries);
}

/** The tensor itself if nothing else holds its data; else a copy, and the tensor is disposed. */
export function unshared(tensor: tf.Tensor): tf.Tensor {
  if (!sharesData(tensor)) return tensor;
  const copy = tf.mul(tensor, 1);
  tensor.dispose();
  return copy;
}

function sharesData({ dataId }: tf.Tensor): boolean {
  const { refCount } = tf.backend() as unknown as { refCount?(dataId: object): number };
  return (refCount?.call(tf.backend(), dataId) ?? 1) > 1;
}

function isFloat({ variable, gradient }: UpdateEntry): boolean {
  return variable.dtype === 'float32' && gradient.dtype === 'float32';
}
