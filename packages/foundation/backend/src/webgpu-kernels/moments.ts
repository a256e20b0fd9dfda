import * as tf from '@tensorflow/tfjs';
import { columnProgram, columnUniforms, planColumns } from './column-reduction.js';
import { overrideWebgpuKernel } from './override-kernel.js';
import { elementwise, runElementwise, runProgram } from './run-program.js';
import { makeOutput } from './webgpu-backend.js';

const kernelName = 'AutoencodersMoments';
const gradientName = 'AutoencodersMomentsGradient';

/**
 * Mean and variance `[channels]` of `x` over all axes but the last, for float32 of at least two axes. Where the
 * engine has our kernel, one dispatch (two for long columns); elsewhere `tf.moments`.
 */
export function channelMoments(x: tf.Tensor): [mean: tf.Tensor, variance: tf.Tensor] {
  if (x.size > 0 && tf.getKernel(kernelName, tf.getBackend())) {
    return tf.engine().runKernel(kernelName, { x }) as unknown as [tf.Tensor, tf.Tensor];
  }
  const { mean, variance } = tf.moments(
    x,
    x.shape.slice(1).map((_, axis) => axis),
  );
  return [mean, variance];
}

/** Puts the kernels of `channelMoments` and of its gradient on the WebGPU engine. */
export function registerMoments(): void {
  overrideWebgpuKernel(kernelName, () => ({ inputs, backend }) => {
    const x = inputs.x!;
    const columns = x.shape.at(-1)!;
    const rows = x.size / columns;
    const plan = planColumns(rows, columns);
    if (!plan) throw new Error(`no channels to take moments of in shape [${x.shape}]`);
    const uniforms = columnUniforms(rows, columns, plan);
    const results = [makeOutput(backend, [columns]), makeOutput(backend, [columns])];
    if (plan.parts === 1) {
      runProgram(backend, wholeMoments(plan.tile), { written: results, read: [x], uniforms, ...plan });
      return results;
    }
    const parts = [0, 1].map(() => makeOutput(backend, [plan.parts, columns]));
    runProgram(backend, partMoments(plan.tile), { written: parts, read: [x], uniforms, ...plan });
    runElementwise(backend, joinedMoments, columns, {
      written: results,
      read: parts,
      uniforms: [rows, columns, plan.chunk],
    });
    for (const { dataId } of parts) backend.disposeData(dataId);
    return results;
  });
  overrideWebgpuKernel(gradientName, () => ({ inputs, backend }) => {
    const { x, mean, dMean, dVariance } = inputs as Record<string, tf.Tensor>;
    const dx = makeOutput(backend, x!.shape);
    const columns = x!.shape.at(-1)!;
    runElementwise(backend, gradient, x!.size, {
      written: [dx],
      read: [x!, mean!, dMean!, dVariance!],
      uniforms: [columns, columns / x!.size],
    });
    return dx;
  });
  if (tf.getGradient(kernelName)) return;
  tf.registerGradient({
    kernelName,
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc: (dys, [x, mean]) => ({ x: () => momentsGradient(x!, mean!, dys as tf.Tensor[]) }),
  });
}

/** `dx = (dμ + 2 (x - μ) dσ²) / n`. */
function momentsGradient(x: tf.Tensor, mean: tf.Tensor, [dMean, dVariance]: tf.Tensor[]): tf.Tensor {
  if (!tf.engine().isTapeOn()) {
    const inputs = { x, mean, dMean: dMean!, dVariance: dVariance! };
    return tf.engine().runKernel(gradientName, inputs) as tf.Tensor;
  }
  // To be differentiated in turn: of operations that have gradients, and from a mean that depends on x.
  const [again] = channelMoments(x);
  const slopes = tf.add(tf.mul(tf.sub(x, again), tf.mul(dVariance!, 2)), dMean!);
  return tf.div(slopes, x.size / x.shape.at(-1)!);
}

// The variance from differences to the part's own mean: a difference of large sums would lose its digits.
const sums = (overRows: (statement: string) => string) => `
  let count = f32(end - begin);
  var sum = 0.0;
  ${overRows('sum += x[at];')}
  let mean = total(local, vec2<f32>(sum, 0.0)).x / count;
  var square = 0.0;
  ${overRows('let difference = x[at] - mean; square += difference * difference;')}
  let squares = total(local, vec2<f32>(square, 0.0)).x;`;

const wholeMoments = columnProgram({
  name: 'moments',
  written: ['means', 'variances'],
  read: ['x'],
  uniforms: {},
  body: (overRows) => `${sums(overRows)}
    if (writes) {
      means[column] = mean;
      variances[column] = squares / count;
    }`,
});

const partMoments = columnProgram({
  name: 'moments-of-parts',
  written: ['means', 'squares_of_parts'],
  read: ['x'],
  uniforms: {},
  body: (overRows) => `${sums(overRows)}
    if (writes) {
      means[group.y * uniforms.columns + column] = mean;
      squares_of_parts[group.y * uniforms.columns + column] = squares;
    }`,
});

/** Chan, Golub and LeVeque 1983, eq. 2.1: the parts' squares, and those of their means around the whole's. */
const joinedMoments = elementwise({
  name: 'moments-joined',
  written: ['means', 'variances'],
  read: ['part_means', 'part_squares'],
  uniforms: { rows: 'u32', columns: 'u32', chunk: 'u32' },
  body: `var mean = 0.0;
    for (var row = 0u; row < uniforms.rows; row += uniforms.chunk) {
      let count = f32(min(uniforms.chunk, uniforms.rows - row));
      mean += part_means[row / uniforms.chunk * uniforms.columns + index] * (count / f32(uniforms.rows));
    }
    var squares = 0.0;
    for (var row = 0u; row < uniforms.rows; row += uniforms.chunk) {
      let count = f32(min(uniforms.chunk, uniforms.rows - row));
      let at = row / uniforms.chunk * uniforms.columns + index;
      let difference = part_means[at] - mean;
      squares += part_squares[at] + count * difference * difference;
    }
    means[index] = mean;
    variances[index] = squares / f32(uniforms.rows);`,
});

const gradient = elementwise({
  name: 'moments-gradient',
  written: ['dx'],
  read: ['x', 'means', 'mean_slopes', 'variance_slopes'],
  uniforms: { columns: 'u32', share: 'f32' },
  body: `let column = index % uniforms.columns;
    dx[index] = uniforms.share
      * (mean_slopes[column] + 2.0 * (x[index] - means[column]) * variance_slopes[column]);`,
});
