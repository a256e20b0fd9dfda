import { pca } from '@autoencoders/classical';
import { applyScaling, arrayDataset, type Rows, rowsOfTensor, standardScaling } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';

/** Scores by principal components, `[rows]` each: the higher, the odder. */
export interface PrincipalComponentScores {
  /** Squared error of the reconstruction from the first half of the components. */
  readonly reconstruction: Float64Array;
  /** Squared Mahalanobis distance to the mean: all components, each in units of its own deviation. */
  readonly whitened: Float64Array;
}

/** A component with less variance than this, of columns with variance 1, is none. */
const negligible = 1e-9;

/**
 * Scores rows by the principal components of others, on columns of mean 0 and variance 1. With all components `z` of a
 * row, `Σ_{k > h} z_k²` is the squared error of its reconstruction from the first `h = max(1, ⌊columns / 2⌋)`, and
 * `Σ_k z_k² / λ_k` the squared Mahalanobis distance.
 * Source: Shyu, Chen, Sarinnapakorn and Chang 2003, "A novel anomaly detection scheme based on principal component
 * classifier", section 3.
 *
 * @param train `[rows, columns]`, at least as many rows as columns
 * @param test `[others, columns]`
 */
export async function principalComponentScores(train: Rows, test: Rows): Promise<PrincipalComponentScores> {
  const width = train.shape[1]!;
  const scaling = await standardScaling(arrayDataset({ x: train.values, shape: [width] }));
  const scaled = async ({ values, shape }: Rows) => {
    const y = tf.tidy(() => applyScaling(tf.tensor(values, [...shape]), scaling));
    try {
      return await rowsOfTensor(y);
    } finally {
      y.dispose();
    }
  };
  const components = await pca(await scaled(train), { dimensions: width });
  const codes = components.transform(await scaled(test)).values;
  const half = Math.max(1, Math.floor(width / 2));
  const reconstruction = new Float64Array(test.shape[0]!);
  const whitened = new Float64Array(test.shape[0]!);
  codes.forEach((code, at) => {
    const [row, k] = [Math.floor(at / width), at % width];
    const variance = components.explainedVariance[k]!;
    if (k >= half) reconstruction[row]! += code ** 2;
    if (variance > negligible) whitened[row]! += code ** 2 / variance;
  });
  return { reconstruction, whitened };
}
