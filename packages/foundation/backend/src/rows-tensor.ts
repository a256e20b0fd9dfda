import * as tf from '@tensorflow/tfjs';
import { addressOf, type WasmBackend } from './kernel-module/engine-memory.js';
import { moduleOn } from './kernel-module/kernel-module.js';
import { scratchLayout } from './kernel-module/layout.js';

/** Where rows come from: numbers row by row, `width` a row, each times `scale`. */
export interface RowTable {
  readonly values: ArrayLike<number>;
  readonly width: number;
  readonly scale: number;
}

/**
 * Rows of a table on the host as a float32 tensor `[rows.length, ...shape]` on the engine. On WASM, bytes
 * stay bytes until they are there.
 *
 * @param shape of one row: `width` values
 */
export function rowsTensor(table: RowTable, rows: ArrayLike<number>, shape: readonly number[]): tf.Tensor {
  return (
    onModule(table, rows, shape) ??
    tf.tensor(gatherRows(table, rows, new Float32Array(rows.length * table.width)), [rows.length, ...shape])
  );
}

/** Copies the rows into `out`, one after another, and returns it. */
export function gatherRows<Out extends Float32Array | Int32Array>(
  { values, width, scale }: RowTable,
  rows: ArrayLike<number>,
  out: Out,
): Out {
  // Of bytes as the module has it, in single precision.
  const factor = isBytes(values) ? Math.fround(scale) : scale;
  const copied = values instanceof Float32Array && scale === 1 ? values : undefined;
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i]! * width;
    const to = i * width;
    if (copied) out.set(copied.subarray(from, from + width), to);
    else for (let k = 0; k < width; k++) out[to + k] = values[from + k]! * factor;
  }
  return out;
}

function onModule(
  { values, width, scale }: RowTable,
  rows: ArrayLike<number>,
  shape: readonly number[],
): tf.Tensor | undefined {
  const floats = values instanceof Float32Array && scale === 1;
  if (tf.getBackend() !== 'wasm' || !(floats || isBytes(values))) return undefined;
  const backend = tf.backend() as WasmBackend;
  const module = moduleOn(backend);
  if (!module) return undefined;
  const out = backend.makeOutput([rows.length, ...shape], 'float32');
  const to = addressOf(backend, out);
  const count = rows.length * width;
  if (floats) {
    const target = module.floats().subarray(to >>> 2, (to >>> 2) + count);
    for (let i = 0; i < rows.length; i++) {
      target.set(values.subarray(rows[i]! * width, (rows[i]! + 1) * width), i * width);
    }
  } else {
    const packed = module.scratch(count) + scratchLayout.spare;
    const heap = backend.wasm.HEAPU8;
    const source = values as Uint8Array;
    for (let i = 0; i < rows.length; i++) {
      heap.set(source.subarray(rows[i]! * width, (rows[i]! + 1) * width), packed + i * width);
    }
    module.kernels.scaleBytes(packed, count, scale, to);
  }
  return tf.engine().makeTensorFromTensorInfo(out);
}

function isBytes(values: ArrayLike<number>): boolean {
  return values instanceof Uint8Array || values instanceof Uint8ClampedArray;
}
