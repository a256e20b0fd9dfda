import * as tf from '@tensorflow/tfjs';
import { addressOf, type WasmBackend } from '../kernel-module/engine-memory.js';
import { moduleOn } from '../kernel-module/kernel-module.js';
import { type Kernel, overrideKernel } from '../override-kernel.js';

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

/**
 * Operations of two tensors whose shapes fit. All of them, for of a number and NaN the largest and the smallest are NaN
 * here, but the number on tfjs's kernels.
 */
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
  const same = sameShape(a.shape, b.shape);
  const shape = same
    ? [...a.shape]
    : tf.broadcast_util.assertAndGetBroadcastShape([...a.shape], [...b.shape]);
  const backend = engine as WasmBackend;
  const out = backend.makeOutput(shape, 'float32');
  const size = tf.util.sizeFromShape(shape);
  if (size === 0) return out;
  const spans = same ? [{ length: size, a: 1, b: 1 }] : spansOf(a.shape, b.shape, shape);
  const columns = spans.at(-1) ?? { length: 1, a: 1, b: 1 };
  const rows = spans.at(-2) ?? { length: 1, a: 0, b: 0 };
  const outer = spans.slice(0, -2);
  const count = rows.length * columns.length;
  const [from, other, to] = [addressOf(backend, a), addressOf(backend, b), addressOf(backend, out)];
  for (let block = 0; block * count < size; block++) {
    const [atA, atB] = placeOf(block, outer);
    module.kernels.pairwise(
      operation,
      from + 4 * atA,
      4 * rows.a,
      Number(columns.a === 0),
      other + 4 * atB,
      4 * rows.b,
      Number(columns.b === 0),
      rows.length,
      columns.length,
      to + 4 * block * count,
    );
  }
  return out;
}

/** Axes next to one another along which both operands move alike: so many values at each step, 0 if not at all. */
interface Span {
  readonly length: number;
  readonly a: number;
  readonly b: number;
}

function spansOf(a: readonly number[], b: readonly number[], shape: readonly number[]): Span[] {
  const spans: Span[] = [];
  let [stepA, stepB] = [1, 1];
  for (let axis = 1; axis <= shape.length; axis++) {
    const length = shape.at(-axis)!;
    if (length === 1) continue;
    const [movesA, movesB] = [a.at(-axis) === length, b.at(-axis) === length];
    const inner = spans[0];
    if (inner && inner.a > 0 === movesA && inner.b > 0 === movesB) {
      spans[0] = { ...inner, length: inner.length * length };
    } else spans.unshift({ length, a: movesA ? stepA : 0, b: movesB ? stepB : 0 });
    if (movesA) stepA *= length;
    if (movesB) stepB *= length;
  }
  return spans;
}

/** Where the operands of a block of the result begin. */
function placeOf(block: number, outer: readonly Span[]): [number, number] {
  let [a, b, rest] = [0, 0, block];
  for (let i = outer.length - 1; i >= 0; i--) {
    const { length, a: stepA, b: stepB } = outer[i]!;
    const index = rest % length;
    a += index * stepA;
    b += index * stepB;
    rest = (rest - index) / length;
  }
  return [a, b];
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}
