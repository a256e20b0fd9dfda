import * as tf from '@tensorflow/tfjs';
import { addressOf, type WasmBackend } from '../kernel-module/engine-memory.js';
import { moduleOn } from '../kernel-module/kernel-module.js';
import { type Kernel, overrideKernel } from './override.js';

/** Rows taken by index, as batches and embeddings are, and the sums of rows that are their gradient. */
export function registerFastRows(): void {
  overrideKernel('GatherV2', (fallback) => (call) => gather(call) ?? fallback!(call));
  overrideKernel('UnsortedSegmentSum', (fallback) => (call) => segmentSum(call) ?? fallback!(call));
}

type Call = Parameters<Kernel>[0];

function gather({ inputs, attrs, backend: engine }: Call): tf.TensorInfo | undefined {
  const module = moduleOn(engine);
  const x = inputs.x!;
  const indices = inputs.indices!;
  if (!module || x.dtype === 'string' || indices.dtype !== 'int32' || x.rank === 0) return undefined;
  const [axis] = tf.util.parseAxisParam(attrs.axis as number, x.shape);
  if (axis !== 0 || (attrs.batchDims ?? 0) !== 0) return undefined;
  const backend = engine as WasmBackend;
  const row = x.shape.slice(1);
  const rows = addressOf(backend, indices);
  checkRows(module.words().subarray(rows >> 2, (rows >> 2) + indices.size), x.shape[0]!);
  const out = backend.makeOutput([...indices.shape, ...row], x.dtype);
  const bytes = tf.util.sizeFromShape(row) * tf.util.bytesPerElement(x.dtype);
  module.kernels.gatherRows(addressOf(backend, x), rows, indices.size, bytes, addressOf(backend, out));
  return out;
}

/** In the words of tfjs, which checks likewise. */
function checkRows(rows: Int32Array, count: number): void {
  for (const row of rows) {
    if (row < 0 || row >= count) {
      throw new Error(`GatherV2: the index value ${row} is not in [0, ${count - 1}]`);
    }
  }
}

function segmentSum({ inputs, attrs, backend: engine }: Call): tf.TensorInfo | undefined {
  const module = moduleOn(engine);
  const x = inputs.x!;
  const ids = inputs.segmentIds!;
  if (!module || x.dtype !== 'float32' || ids.dtype !== 'int32') return undefined;
  const backend = engine as WasmBackend;
  const segments = attrs.numSegments as number;
  const row = x.shape.slice(ids.rank);
  const width = tf.util.sizeFromShape(row);
  const out = backend.makeOutput([segments, ...row], 'float32');
  module.kernels.sumRows(
    addressOf(backend, x),
    addressOf(backend, ids),
    ids.size,
    width,
    segments,
    addressOf(backend, out),
  );
  return out;
}
