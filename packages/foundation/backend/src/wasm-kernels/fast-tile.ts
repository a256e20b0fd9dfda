import * as tf from '@tensorflow/tfjs';
import { addressOf, memoryOf, type WasmBackend } from '../kernel-module/engine-memory.js';
import { type Kernel, overrideKernel } from '../override-kernel.js';

/** Repetition along axes, and so broadcasting, by copies of whole blocks instead of value by value. */
export function registerFastTile(): void {
  overrideKernel('Tile', (fallback) => (call) => tile(call) ?? fallback!(call));
}

function tile({ inputs, attrs, backend: engine }: Parameters<Kernel>[0]): tf.TensorInfo | undefined {
  const x = inputs.x!;
  const bytes = tf.util.bytesPerElement(x.dtype === 'string' ? 'float32' : x.dtype);
  if (x.dtype === 'string' || bytes === 8) return undefined;
  const backend = engine as WasmBackend;
  const reps = attrs.reps as number[];
  const shape = x.shape.map((length, axis) => length * reps[axis]!);
  const out = backend.makeOutput(shape, x.dtype);
  if (tf.util.sizeFromShape(shape) === 0) return out;
  const values = new Uint8Array(memoryOf(backend).buffer);
  // From the last repeated axis inwards values lie as they did.
  const last = reps.findLastIndex((times) => times > 1);
  const row = bytes * tf.util.sizeFromShape(x.shape.slice(Math.max(last, 0)));
  let from = addressOf(backend, x);

  /** Writes what lies behind one index of the axes before, and says where it ends. */
  function write(axis: number, to: number): number {
    let end = to;
    if (axis >= last) {
      values.copyWithin(to, from, from + row);
      from += row;
      end += row;
    } else for (let index = 0; index < x.shape[axis]!; index++) end = write(axis + 1, end);
    return repeat(values, to, end, reps[axis] ?? 1);
  }
  write(0, addressOf(backend, out));
  return out;
}

/** Fills what follows a block with copies of it, twice as much each time, and says where they end. */
function repeat(values: Uint8Array, from: number, to: number, times: number): number {
  const end = from + (to - from) * times;
  for (let filled = to; filled < end; ) {
    const size = Math.min(filled - from, end - filled);
    values.copyWithin(filled, from, from + size);
    filled += size;
  }
  return end;
}
