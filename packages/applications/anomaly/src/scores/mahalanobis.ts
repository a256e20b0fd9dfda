import type { Autoencoder } from '@autoencoders/core';
import { type Rows, takeRows } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';
import { codesOf, lowest } from './codes.js';
import type { Fitted, Score } from './score.js';
import { whiteningOf } from './whitening.js';

/** Concentration steps at most; they settle far earlier. */
const mostSteps = 50;

/**
 * The Mahalanobis distance of a code to the codes that the detector was fitted to, `√((z - μ)ᵀ Σ⁻¹ (z - μ))`, in
 * standard deviations of the code. With `trim`, mean and covariance are those of the codes that are left when the share
 * with the largest distances is dropped, again and again until it is the same (the concentration steps of the minimum
 * covariance determinant).
 * Sources: Mahalanobis 1936; Rousseeuw and Van Driessen 1999, "A fast algorithm for the minimum covariance determinant
 * estimator", theorem 1.
 */
export function mahalanobisScore(autoencoder: Autoencoder, { trim }: { readonly trim: number }): Score {
  const width = tf.util.sizeFromShape([...autoencoder.latentShape]);
  return {
    shapes: { center: [width], whitening: [width, width] },
    positive: true,
    fit: async (rows) => fitTrimmed(await rows.codes(), trim),
    scores: async ({ x }, fitted) => distances(await codesOf(autoencoder, x), fitted),
  };
}

function fitTrimmed(codes: Rows, trim: number): Fitted {
  let kept = lowest(new Float32Array(codes.shape[0]!), 0);
  for (let step = 0; ; step++) {
    const fitted = whiteningOf(takeRows(codes, kept));
    if (trim === 0 || step === mostSteps) return fitted;
    const next = lowest(distances(codes, fitted), trim);
    if (String(next) === String(kept)) return fitted;
    kept = next;
  }
}

/** `‖W (z - μ)‖` of each code. */
function distances({ values, shape }: Rows, { center, whitening }: Fitted): Float32Array {
  const [count, width] = shape as [number, number];
  const found = new Float32Array(count);
  for (let row = 0; row < count; row++) {
    let square = 0;
    for (let i = 0; i < width; i++) {
      let sum = 0;
      for (let j = 0; j <= i; j++) {
        sum += whitening!.values[i * width + j]! * (values[row * width + j]! - center!.values[j]!);
      }
      square += sum * sum;
    }
    found[row] = Math.sqrt(square);
  }
  return found;
}
