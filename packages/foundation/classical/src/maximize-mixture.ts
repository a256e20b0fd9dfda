import { type CovarianceKind, covarianceSize, type MixtureParameters } from './mixture-parameters.js';
import type { Table } from './table.js';

/** Below this many rows' worth of responsibility a component keeps its place: there is nothing to move it to. */
const emptyShare = 1e-10;

/**
 * The mixture that is most likely under given responsibilities, `regularization` added to each variance.
 * Source: Bishop 2006, "Pattern recognition and machine learning", eq. 9.24 to 9.26.
 *
 * @param shares responsibilities, `[count, components]`
 * @param previous where a component without rows stays; without it, such a component goes to the origin
 */
export function maximizeMixture(
  table: Table,
  shares: Float64Array,
  covariance: CovarianceKind,
  regularization: number,
  previous?: MixtureParameters,
): MixtureParameters {
  const { values, count, width } = table;
  const components = shares.length / count;
  const weights = new Float64Array(components);
  const means = new Float64Array(components * width);
  for (let row = 0; row < count; row++) {
    for (let k = 0; k < components; k++) {
      const share = shares[row * components + k]!;
      if (share === 0) continue;
      weights[k]! += share;
      for (let j = 0; j < width; j++) means[k * width + j]! += share * values[row * width + j]!;
    }
  }
  const size = covarianceSize(covariance, width);
  const covariances = new Float64Array(components * size);
  for (let k = 0; k < components; k++) {
    const mean = means.subarray(k * width, (k + 1) * width);
    const spread = covariances.subarray(k * size, (k + 1) * size);
    if (weights[k]! > emptyShare) {
      for (let j = 0; j < width; j++) mean[j]! /= weights[k]!;
      accumulateSpread(table, shares, k, mean, spread, covariance);
      for (let j = 0; j < size; j++) spread[j]! /= weights[k]!;
      const step = covariance === 'full' ? width + 1 : 1;
      for (let j = 0; j < size; j += step) spread[j]! += regularization;
    } else if (previous) {
      mean.set(previous.means.subarray(k * width, (k + 1) * width));
      spread.set(previous.covariances.subarray(k * size, (k + 1) * size));
    }
  }
  // The logarithm of a weight must stay finite.
  const tiny = 10 * Number.EPSILON;
  const total = weights.reduce((sum, weight) => sum + weight + tiny, 0);
  for (let k = 0; k < components; k++) weights[k] = (weights[k]! + tiny) / total;
  return { covariance, weights, means, covariances };
}

/** Adds the squares and products of differences from a mean, each by its share. */
function accumulateSpread(
  { values, count, width }: Table,
  shares: Float64Array,
  component: number,
  mean: Float64Array,
  spread: Float64Array,
  covariance: CovarianceKind,
): void {
  const components = shares.length / count;
  const difference = new Float64Array(width);
  for (let row = 0; row < count; row++) {
    const share = shares[row * components + component]!;
    if (share === 0) continue;
    for (let j = 0; j < width; j++) difference[j] = values[row * width + j]! - mean[j]!;
    for (let i = 0; i < width; i++) {
      const part = share * difference[i]!;
      if (covariance === 'diagonal') spread[i]! += part * difference[i]!;
      else if (covariance === 'spherical') spread[0]! += (part * difference[i]!) / width;
      else for (let j = 0; j <= i; j++) spread[i * width + j]! += part * difference[j]!;
    }
  }
  if (covariance !== 'full') return;
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < i; j++) spread[j * width + i] = spread[i * width + j]!;
  }
}
