import * as tf from '@tensorflow/tfjs';
import { addressOf, type WasmBackend } from '../kernel-module/engine-memory.js';
import { moduleOn } from '../kernel-module/kernel-module.js';
import { type Kernel, overrideKernel } from '../override-kernel.js';

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
  const [axis] = tf.util.parseAxisParam(attrs.axis as number, x.shape) as [number];
  const batchDims = (attrs.batchDims as number | undefined) ?? 0;
  // With batches, tfjs's kernel takes wrong rows in all but the first.
  if (axis !== 0 && batchDims === 0) return undefined;
  const backend = engine as WasmBackend;
  const rows = addressOf(backend, indices);
  checkRows(module.words().subarray(rows >>> 2, (rows >>> 2) + indices.size), x.shape[axis]!);
  const { collectGatherOpShapeInfo } = tf.backend_util.segment_util;
  const { batchSize, outerSize, dimSize, sliceSize, outputShape } = collectGatherOpShapeInfo(
    x,
    indices,
    axis,
    batchDims,
  );
  const out = backend.makeOutput(outputShape, x.dtype);
  const row = sliceSize * tf.util.bytesPerElement(x.dtype);
  const count = indices.size / batchSize;
  const [from, to] = [addressOf(backend, x), addressOf(backend, out)];
  for (let table = 0; table < batchSize * outerSize; table++) {
    const own = rows + 4 * count * Math.floor(table / outerSize);
    module.kernels.gatherRows(from + table * dimSize * row, own, count, row, to + table * count * row);
  }
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
