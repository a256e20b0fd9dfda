import type * as tf from '@tensorflow/tfjs';
import { addressOf, type WasmBackend } from '../kernel-module/engine-memory.js';
import { moduleOn } from '../kernel-module/kernel-module.js';
import { type Kernel, overrideKernel } from './override.js';

/** The operations by kernel; the numbers are those of `assembly/pairwise.ts`. */
const operations = {
  Add: 0,
  Sub: 1,
  Multiply: 2,
  RealDiv: 3,
  SquaredDifference: 4,
  Maximum: 5,
  Minimum: 6,
};

/** Operations of two tensors, of one shape or where one is repeated along the first or the last axes. */
export function registerFastPairwise(): void {
  for (const [name, operation] of Object.entries(operations)) {
    overrideKernel(name, (fallback) => (call) => pairwise(operation, call) ?? fallback!(call));
  }
}

function pairwise(
  operation: number,
  { inputs, backend: engine }: Parameters<Kernel>[0],
): tf.TensorInfo | undefined {
  const module = moduleOn(engine);
  const { a, b } = inputs as { a: tf.Tensor; b: tf.Tensor };
  if (!module || a.dtype !== 'float32' || b.dtype !== 'float32') return undefined;
  const plan = planOf(a.shape, b.shape);
  if (!plan) return undefined;
  const backend = engine as WasmBackend;
  const out = backend.makeOutput(plan.shape, 'float32');
  module.kernels.pairwise(
    operation,
    addressOf(backend, a),
    4 * plan.a.next,
    Number(plan.a.one),
    addressOf(backend, b),
    4 * plan.b.next,
    Number(plan.b.one),
    plan.rows,
    plan.columns,
    addressOf(backend, out),
  );
  return out;
}

/** How an operand moves: values from row to row, and whether it is one number in each row. */
interface Walk {
  readonly next: number;
  readonly one: boolean;
}

interface Plan {
  readonly shape: number[];
  readonly rows: number;
  readonly columns: number;
  readonly a: Walk;
  readonly b: Walk;
}

function planOf(a: readonly number[], b: readonly number[]): Plan | undefined {
  const [sizeA, sizeB] = [sizeOf(a), sizeOf(b)];
  if (sameShape(a, b)) {
    const whole = { next: 0, one: false };
    return { shape: [...a], rows: 1, columns: sizeA, a: whole, b: whole };
  }
  const [large, small] = sizeA >= sizeB ? [a, b] : [b, a];
  const rows = repeatedOver(large, small);
  if (!rows) return undefined;
  const walks = [{ next: rows.columns, one: false }, rows.walk] as const;
  const [walkA, walkB] = sizeA >= sizeB ? walks : [walks[1], walks[0]];
  return { shape: [...large], rows: rows.rows, columns: rows.columns, a: walkA, b: walkB };
}

/** The large shape as rows and columns of which the small one has one value, one row or one column. */
function repeatedOver(large: readonly number[], small: readonly number[]) {
  if (small.length > large.length) return undefined;
  const size = sizeOf(large);
  const count = sizeOf(small);
  if (count === 1) return { rows: 1, columns: size, walk: { next: 0, one: true } };
  if (size === 0) return undefined;
  const padded = [...large.slice(small.length).map(() => 1), ...small];
  const first = padded.findIndex((length) => length !== 1);
  if (padded.slice(first).every((length, i) => length === large[first + i])) {
    return { rows: size / count, columns: count, walk: { next: 0, one: false } };
  }
  const end = padded.findLastIndex((length) => length !== 1) + 1;
  if (padded.slice(0, end).every((length, i) => length === large[i])) {
    return { rows: count, columns: size / count, walk: { next: 1, one: true } };
  }
  return undefined;
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const length of shape) size *= length;
  return size;
}
