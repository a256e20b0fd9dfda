import { randomSource } from '@autoencoders/backend';
import * as tf from '@tensorflow/tfjs';

/** Under norms, of kernels that are nothing but zeros. */
const smallest = 1e-12;

/** Before the first call, so that a network that never trained is divided by about the right norms. */
const firstIterations = 15;

/**
 * Where the power iteration of a kernel begins: a seeded draw of unit length, some iterations on.
 *
 * @param kernel `[..., columns]`
 * @returns `u`, `[columns]`
 */
export function firstVector(kernel: tf.Tensor, seed: number): tf.Tensor1D {
  return tf.tidy(() => {
    const matrix = asMatrix(kernel);
    let u = unit(randomSource(seed).normal('spectralNorm', [1, matrix.shape[1]!]));
    for (let i = 0; i < firstIterations; i++) u = iterated(matrix, u).u;
    return tf.reshape(u, [-1]) as tf.Tensor1D;
  });
}

/**
 * A kernel over its spectral norm: `W / σ(W)`, with `σ(W) = |Wᵀ v|`, `W` taken as a matrix whose columns are the outputs.
 * In training one step of the power iteration, `v = W u / |W u|`, `u ← Wᵀ v / |Wᵀ v|`, comes first; outside training
 * nothing moves, and `σ(W) = |W u|`. Slopes go through `W` alone, with `u` and `v` held: `∂σ/∂W = v uᵀ`.
 * Source: Miyato et al. 2018, "Spectral normalization for generative adversarial networks", algorithm 1 and eq. 12.
 *
 * @param kernel `[..., columns]`
 * @param vector `u`, `[columns]`; written in training
 */
export function spectrallyNormalized(
  kernel: tf.Tensor,
  vector: tf.LayerVariable,
  training: boolean,
): tf.Tensor {
  return tf.tidy(() => tf.div(kernel, spectralNorm(asMatrix(kernel), vector, training)));
}

function spectralNorm(matrix: tf.Tensor, vector: tf.LayerVariable, training: boolean): tf.Tensor {
  // Inside, nothing is on the tape: the iteration is not differentiated.
  const norm = tf.customGrad((...[at, save]) => {
    const held = tf.reshape(vector.read(), [1, -1]);
    const { u, v, sigma } = training ? iterated(at as tf.Tensor, held) : judged(at as tf.Tensor, held);
    if (training) vector.write(tf.reshape(u, [-1]));
    (save as tf.GradSaveFunc)([u, v]);
    return {
      value: sigma,
      gradFunc: (dy, saved) => tf.mul(dy, tf.matMul(saved[1]!, saved[0]!, true, false)),
    };
  });
  return norm(matrix);
}

interface Iteration {
  /** `[1, columns]` */
  readonly u: tf.Tensor;
  /** `[1, rows]` */
  readonly v: tf.Tensor;
  readonly sigma: tf.Tensor;
}

/** One step of the power iteration. */
function iterated(matrix: tf.Tensor, held: tf.Tensor): Iteration {
  const { v } = judged(matrix, held);
  const product = tf.matMul(v, matrix);
  // A kernel of zeros has no direction, and keeps the one that there was.
  const u = unit(tf.add(product, tf.mul(held, smallest)));
  return { u, v, sigma: lengthOf(product) };
}

/** No step: the norm by `u` as it is. */
function judged(matrix: tf.Tensor, u: tf.Tensor): Iteration {
  const product = tf.matMul(u, matrix, false, true);
  const sigma = lengthOf(product);
  return { u, v: tf.div(product, sigma), sigma };
}

const asMatrix = (kernel: tf.Tensor) => tf.reshape(kernel, [-1, kernel.shape.at(-1)!]);

const lengthOf = (row: tf.Tensor) => tf.maximum(tf.sqrt(tf.sum(tf.square(row))), smallest);

const unit = (row: tf.Tensor) => tf.div(row, lengthOf(row));
