import * as tf from '@tensorflow/tfjs';
import { columnProgram, columnUniforms, planColumns } from './column-reduction.js';
import { overrideWebgpuKernel } from './override-kernel.js';
import { elementwise, runElementwise, runProgram } from './run-program.js';
import { makeOutput } from './webgpu-backend.js';

const kernelName = 'AutoencodersBatchNormGradient';
const ours = new WeakSet<object>();

/**
 * The gradient of `FusedBatchNorm`, on any engine: by the kernel `AutoencodersBatchNormGradient` where the engine
 * has it and the statistics are one number for each channel, else as tfjs composes it. A gradient that is itself
 * to be differentiated is composed too: the kernel has none.
 */
export function registerBatchNormGradient(): void {
  const stock = tf.getGradient('FusedBatchNorm');
  if (ours.has(stock.gradFunc)) return;
  const gradFunc: tf.GradFunc = (dy, saved, attrs) => {
    const [x, mean, variance, scale] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    const fused = tf.getKernel(kernelName, tf.getBackend()) && !tf.engine().isTapeOn();
    if (!fused || mean.rank !== 1 || x.size === 0) return stock.gradFunc(dy, saved, attrs);
    const gradients = tf
      .engine()
      .runKernel(kernelName, { dy: dy as tf.Tensor, x, mean, variance, scale }, attrs);
    const names = ['x', 'mean', 'variance', 'scale', 'offset'];
    return Object.fromEntries(names.map((name, i) => [name, () => (gradients as tf.Tensor[])[i]!]));
  };
  ours.add(gradFunc);
  tf.unregisterGradient('FusedBatchNorm');
  tf.registerGradient({ ...stock, gradFunc });
}

/**
 * The kernel on the WebGPU engine, three dispatches: `{ dy, x [..., channels], mean, variance, scale [channels] }`
 * to `[dx, dMean, dVariance, dScale, dOffset]` of `(x - μ) γ / √(σ² + ε) + β`.
 */
export function registerBatchNormGradientKernel(): void {
  overrideWebgpuKernel(kernelName, () => ({ inputs, attrs, backend }) => {
    const { dy, x, mean, variance, scale } = inputs as Record<string, tf.Tensor>;
    const { varianceEpsilon } = attrs as { varianceEpsilon: number };
    const columns = x!.shape.at(-1)!;
    const rows = x!.size / columns;
    const plan = planColumns(rows, columns);
    if (!plan) throw new Error(`no channels to normalise in shape [${x!.shape}]`);
    const sums = makeOutput(backend, [plan.parts, 2, columns]);
    runProgram(backend, partSums(plan.tile), {
      written: [sums],
      read: [dy!, x!, mean!],
      uniforms: columnUniforms(rows, columns, plan),
      groups: plan.groups,
    });
    const channels = [0, 1, 2, 3].map(() => makeOutput(backend, [columns]));
    runElementwise(backend, channelGradients, columns, {
      written: channels,
      read: [sums, variance!, scale!],
      uniforms: [plan.parts, varianceEpsilon],
    });
    backend.disposeData(sums.dataId);
    const dx = makeOutput(backend, x!.shape);
    runElementwise(backend, inputGradient, x!.size, {
      written: [dx],
      read: [dy!, variance!, scale!],
      uniforms: [columns, varianceEpsilon],
    });
    return [dx, ...channels];
  });
}

/** `Σ dy` and `Σ dy (x - μ)` over the rows of each part. */
const partSums = columnProgram({
  name: 'batch-norm-gradient-sums',
  written: ['sums_of_parts'],
  read: ['dy', 'x', 'means'],
  uniforms: {},
  body: (overRows) => `
    var mean = 0.0;
    if (inside) { mean = means[column]; }
    var slopes = vec2<f32>();
    ${overRows('slopes += dy[at] * vec2<f32>(1.0, x[at] - mean);')}
    let whole = total(local, slopes);
    if (writes) {
      sums_of_parts[2u * group.y * uniforms.columns + column] = whole.x;
      sums_of_parts[(2u * group.y + 1u) * uniforms.columns + column] = whole.y;
    }`,
});

const channelGradients = elementwise({
  name: 'batch-norm-gradient-channels',
  written: ['mean_slopes', 'variance_slopes', 'scale_slopes', 'offset_slopes'],
  read: ['sums', 'variances', 'scales'],
  uniforms: { parts: 'u32', epsilon: 'f32' },
  body: `var whole = vec2<f32>();
    for (var part = 0u; part < uniforms.parts; part++) {
      let at = 2u * part * uniforms.size + index;
      whole += vec2<f32>(sums[at], sums[at + uniforms.size]);
    }
    let root = inverseSqrt(variances[index] + uniforms.epsilon);
    let gain = root * scales[index];
    offset_slopes[index] = whole.x;
    scale_slopes[index] = whole.y * root;
    mean_slopes[index] = -whole.x * gain;
    variance_slopes[index] = -0.5 * whole.y * gain * root * root;`,
});

const inputGradient = elementwise({
  name: 'batch-norm-gradient-input',
  written: ['dx'],
  read: ['dy', 'variances', 'scales'],
  uniforms: { columns: 'u32', epsilon: 'f32' },
  body: `let column = index % uniforms.columns;
    dx[index] = dy[index] * inverseSqrt(variances[column] + uniforms.epsilon) * scales[column];`,
});
