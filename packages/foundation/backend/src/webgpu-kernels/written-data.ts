import * as tf from '@tensorflow/tfjs';
import { elementwise, runElementwise } from './run-program.js';
import type { WebgpuBackend } from './webgpu-backend.js';

const copying = elementwise({
  name: 'copy',
  written: ['copied'],
  read: ['source'],
  uniforms: {},
  body: 'copied[index] = source[index];',
});

/** A tensor with a copy of another's data, made on the device. */
export function copyOf(backend: WebgpuBackend, tensor: tf.Tensor): tf.Tensor {
  const copy = tf.engine().makeTensorFromTensorInfo(backend.makeTensorInfo(tensor.shape, tensor.dtype));
  runElementwise(backend, copying, tensor.size, { written: [copy], read: [tensor] });
  return copy;
}

/**
 * Makes a tensor the only holder of its data, so that it can be written in place: where clones, reshapes or the
 * program itself hold it too, the tensor goes on with a copy and the others keep what they have.
 */
export function ownData(backend: WebgpuBackend, tensor: tf.Tensor): void {
  // First, because data that comes from another engine is counted only once it is here.
  backend.uploadToGPU(tensor.dataId);
  const { external } = backend.tensorMap.get(tensor.dataId);
  if (backend.refCount(tensor.dataId) <= 1 && !external) return;
  const copy = copyOf(backend, tensor);
  // The two change data, and the engine's counts of both stay right.
  const held = tensor as { dataId: object };
  const given = copy as { dataId: object };
  [held.dataId, given.dataId] = [given.dataId, held.dataId];
  copy.dispose();
}

const versions = new WeakMap<object, number>();
const guarded = new WeakSet<object>();

/** Tells the engine that a buffer was written in place: what it had read from it is out of date. */
export function noteWrite(backend: WebgpuBackend, dataId: object): void {
  guardReads(backend);
  versions.set(dataId, (versions.get(dataId) ?? 0) + 1);
  backend.tensorMap.get(dataId).values = null;
}

/**
 * The engine keeps what it reads for the next reader. A read that is under way while the buffer is written gets
 * the data from before, as it should, but must not leave them to later readers.
 */
export function guardReads(backend: WebgpuBackend): void {
  if (guarded.has(backend)) return;
  guarded.add(backend);
  const read = backend.read.bind(backend);
  backend.read = async (dataId) => {
    const version = versions.get(dataId);
    const values = await read(dataId);
    if (versions.get(dataId) !== version && backend.tensorMap.has(dataId)) {
      backend.tensorMap.get(dataId).values = null;
    }
    return values;
  };
}
