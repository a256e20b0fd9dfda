import * as tf from '@tensorflow/tfjs';
import { addressOf, type WasmBackend } from '../kernel-module/engine-memory.js';
import { type KernelModule, moduleOn } from '../kernel-module/kernel-module.js';
import { activations, type FusedActivation, runProduct } from '../kernel-module/product-task.js';
import { type Kernel, overrideKernel } from '../override-kernel.js';

/** Matrix products on the package's own kernels: every transposition alike, bias and activation in the same pass. */
export function registerFastProducts(): void {
  for (const name of ['BatchMatMul', '_FusedMatMul']) {
    overrideKernel(name, (fallback) => (call) => product(call) ?? fallback!(call));
  }
}

function product({ inputs, attrs, backend: engine }: Parameters<Kernel>[0]): tf.TensorInfo | undefined {
  const module = moduleOn(engine);
  const plan = module && planOf(inputs, attrs);
  if (!module || !plan) return undefined;
  const backend = engine as WasmBackend;
  const out = backend.makeOutput(plan.shape, 'float32');
  const { rows, columns, depth, batch } = plan;
  if (rows * columns * batch === 0) return out;
  const c = addressOf(backend, out);
  if (depth === 0) fillEmpty(module, c, plan, inputs.bias && addressOf(backend, inputs.bias));
  else {
    runProduct(module, {
      ...plan,
      a: addressOf(backend, inputs.a!),
      b: addressOf(backend, inputs.b!),
      c,
      ...(inputs.bias ? { bias: addressOf(backend, inputs.bias) } : {}),
    });
  }
  return out;
}

/** The result of a product over nothing: what the bias becomes. */
function fillEmpty(module: KernelModule, c: number, plan: Plan, bias: number | undefined): void {
  const floats = module.floats();
  const row = floats.subarray(c >>> 2, (c >>> 2) + plan.columns);
  if (bias === undefined) row.fill(0);
  else row.set(floats.subarray(bias >>> 2, (bias >>> 2) + plan.columns));
  module.kernels.map(activations[plan.activation], c, plan.columns, plan.slope, c);
  const count = plan.rows * plan.batch;
  for (let i = 1; i < count; i++)
    floats.copyWithin((c >>> 2) + i * plan.columns, c >>> 2, (c >>> 2) + plan.columns);
}

interface Plan {
  readonly shape: number[];
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  readonly batch: number;
  readonly nextA: number;
  readonly nextB: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly activation: FusedActivation;
  readonly slope: number;
}

/** What is to be computed; `undefined` where the module has no way to do it. */
function planOf(
  inputs: Readonly<Record<string, tf.Tensor>>,
  attrs: Readonly<Record<string, unknown>>,
): Plan | undefined {
  const { a, b, bias, preluActivationWeights } = inputs as { a: tf.Tensor; b: tf.Tensor } & typeof inputs;
  const activation = (attrs.activation as FusedActivation | undefined) ?? 'linear';
  if (a.dtype !== 'float32' || b.dtype !== 'float32' || preluActivationWeights) return undefined;
  if (!(activation in activations)) return undefined;
  const transposeA = Boolean(attrs.transposeA);
  const transposeB = Boolean(attrs.transposeB);
  const [outerA, innerA] = a.shape.slice(-2) as [number, number];
  const [outerB, innerB] = b.shape.slice(-2) as [number, number];
  const [rows, depth] = transposeA ? [innerA, outerA] : [outerA, innerA];
  const [columns, depthB] = transposeB ? [outerB, innerB] : [innerB, outerB];
  if (bias && (bias.dtype !== 'float32' || bias.size !== columns)) return undefined;
  const batchA = a.shape.slice(0, -2);
  const batchB = b.shape.slice(0, -2);
  const [countA, countB] = [tf.util.sizeFromShape(batchA), tf.util.sizeFromShape(batchB)];
  const alike = tf.util.arraysEqual(batchA, batchB);
  if (depth !== depthB || !(alike || countA === 1 || countB === 1)) return undefined;
  const outer = tf.broadcast_util.assertAndGetBroadcastShape(batchA, batchB);
  return {
    shape: [...outer, rows, columns],
    rows,
    columns,
    depth,
    batch: tf.util.sizeFromShape(outer),
    nextA: countA === 1 ? 0 : rows * depth,
    nextB: countB === 1 ? 0 : depth * columns,
    transposeA,
    transposeB,
    activation,
    slope: (attrs.leakyreluAlpha as number | undefined) ?? 0,
  };
}
