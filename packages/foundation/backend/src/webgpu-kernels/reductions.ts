import * as tf from '@tensorflow/tfjs';
import { columnProgram, columnUniforms, planColumns } from './column-reduction.js';
import { overrideWebgpuKernel } from './override-kernel.js';
import { runProgram } from './run-program.js';
import { makeOutput, type WebgpuBackend } from './webgpu-backend.js';

/**
 * `Sum` and `Mean` over the leading axes, as in the gradient of a bias and in batch normalisation: the engine's
 * own transposes the tensor first, these read it as it lies. Other axes stay with the engine.
 */
export function registerReductions(): void {
  for (const kernelName of ['Sum', 'Mean'] as const) {
    overrideWebgpuKernel(kernelName, (stock) => (call) => {
      const x = call.inputs.x!;
      const { axis, keepDims } = call.attrs as { axis?: number | number[]; keepDims?: boolean };
      const axes = tf.util.parseAxisParam(axis!, x.shape);
      if (x.dtype !== 'float32') return stock!(call);
      const kept = x.shape.map((length, i) => (axes.includes(i) ? 1 : length));
      const shape = keepDims ? kept : x.shape.filter((_, i) => !axes.includes(i));
      // The engine's own asks for a buffer of NaN bytes.
      if (x.size === 0) return emptyReduction(call.backend, shape, kernelName === 'Sum' ? 0 : Number.NaN);
      const leading = leadingSize(x.shape, axes);
      if (leading === undefined) return stock!(call);
      const factor = kernelName === 'Mean' ? 1 / leading : 1;
      return sumColumns(call.backend, x, leading, x.size / leading, factor, shape) ?? stock!(call);
    });
  }
}

/** Elements that go into one sum, where the axes are the first ones but not all; else `undefined`. */
function leadingSize(shape: readonly number[], axes: readonly number[]): number | undefined {
  const first = [...axes].sort((a, b) => a - b).every((axis, i) => axis === i);
  if (!first || axes.length === 0 || axes.length === shape.length) return undefined;
  return shape.slice(0, axes.length).reduce((a, b) => a * b, 1);
}

function emptyReduction(backend: WebgpuBackend, shape: number[], value: number): tf.TensorInfo {
  const values = new Float32Array(tf.util.sizeFromShape(shape)).fill(value);
  return backend.makeTensorInfo(shape, 'float32', values);
}

function sumColumns(
  backend: WebgpuBackend,
  x: tf.TensorInfo,
  rows: number,
  columns: number,
  factor: number,
  shape: readonly number[],
): tf.TensorInfo | undefined {
  const plan = planColumns(rows, columns);
  if (!plan) return undefined;
  const sums = makeOutput(backend, plan.parts === 1 ? shape : [plan.parts, columns]);
  runProgram(backend, columnSums(plan.tile), {
    written: [sums],
    read: [x],
    uniforms: [...columnUniforms(rows, columns, plan), plan.parts === 1 ? factor : 1],
    groups: plan.groups,
  });
  if (plan.parts === 1) return sums;
  const total = sumColumns(backend, sums, plan.parts, columns, factor, shape);
  backend.disposeData(sums.dataId);
  return total;
}

const columnSums = columnProgram({
  name: 'column-sums',
  written: ['sums_of_parts'],
  read: ['x'],
  uniforms: { factor: 'f32' },
  body: (overRows) => `
    var sum = 0.0;
    ${overRows('sum += x[at];')}
    let whole = total(local, vec2<f32>(sum, 0.0));
    if (writes) { sums_of_parts[group.y * uniforms.columns + column] = whole.x * uniforms.factor; }`,
});
