import * as tf from '@tensorflow/tfjs';
import { addressOf, type WasmBackend } from '../kernel-module/engine-memory.js';
import { moduleOn } from '../kernel-module/kernel-module.js';
import { type Kernel, overrideKernel } from '../override-kernel.js';

/** Sums and means over leading or trailing axes, without transposing first. */
export function registerFastSums(): void {
  for (const name of ['Sum', 'Mean']) {
    overrideKernel(name, (fallback) => (call) => sum(call, name === 'Mean') ?? fallback!(call));
  }
}

function sum(
  { inputs, attrs, backend: engine }: Parameters<Kernel>[0],
  mean: boolean,
): tf.TensorInfo | undefined {
  const module = moduleOn(engine);
  const x = inputs.x!;
  if (!module || x.dtype !== 'float32' || x.rank === 0) return undefined;
  const axes = tf.util.parseAxisParam(attrs.axis as number | number[], x.shape).sort((a, b) => a - b);
  const leading = axes.every((axis, i) => axis === i);
  const trailing = axes.every((axis, i) => axis === x.rank - axes.length + i);
  // Of nothing tfjs's kernels return whatever was in the memory.
  if (!leading && !trailing && x.size > 0) return undefined;
  const backend = engine as WasmBackend;
  const [shape, summed] = tf.backend_util.computeOutAndReduceShapes([...x.shape], axes);
  const size = tf.util.sizeFromShape(summed);
  const kept = tf.util.sizeFromShape(shape);
  const out = backend.makeOutput(
    attrs.keepDims ? tf.backend_util.expandShapeToKeepDim(shape, axes) : shape,
    'float32',
  );
  const scale = mean ? 1 / size : 1;
  const from = addressOf(backend, x);
  const to = addressOf(backend, out);
  if (x.size === 0) module.floats().fill(mean ? Number.NaN : 0, to >>> 2, (to >>> 2) + kept);
  // All axes: one row.
  else if (trailing) module.kernels.sumEachRow(from, kept, size, scale, to);
  else module.kernels.sumColumns(from, size, kept, scale, to);
  return out;
}
