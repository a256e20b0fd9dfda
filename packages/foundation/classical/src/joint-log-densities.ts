import { inverseFactor } from './inverse-factor.js';
import type { MixtureParameters } from './mixture-parameters.js';
import { squaredDistance } from './squared-distance.js';
import type { Table } from './table.js';

/**
 * `log(w_k N(x | μ_k, Σ_k))` of each row and component, in nats, into `out` of `[count, components]`.
 *
 * @throws {NumericalError} when a covariance is not positive definite.
 */
export function jointLogDensities(table: Table, mixture: MixtureParameters, out: Float64Array): void {
  const { weights, covariance } = mixture;
  for (let component = 0; component < weights.length; component++) {
    const constant = Math.log(weights[component]!) - (table.width / 2) * Math.log(2 * Math.PI);
    if (covariance === 'full') full(table, mixture, component, constant, out);
    else if (covariance === 'diagonal') diagonal(table, mixture, component, constant, out);
    else spherical(table, mixture, component, constant, out);
  }
}

/** Turns joint log densities into responsibilities, in place; the log density of each row goes into `density`. */
export function normalize(joint: Float64Array, components: number, density: Float64Array): void {
  for (let row = 0; row < density.length; row++) {
    const from = row * components;
    let largest = Number.NEGATIVE_INFINITY;
    for (let k = from; k < from + components; k++) largest = Math.max(largest, joint[k]!);
    let sum = 0;
    for (let k = from; k < from + components; k++) {
      joint[k] = Math.exp(joint[k]! - largest);
      sum += joint[k]!;
    }
    for (let k = from; k < from + components; k++) joint[k]! /= sum;
    density[row] = largest + Math.log(sum);
  }
}

function full(
  { values, count, width }: Table,
  { means, covariances, weights }: MixtureParameters,
  component: number,
  constant: number,
  out: Float64Array,
): void {
  const size = width * width;
  const covariance = covariances.subarray(component * size, (component + 1) * size);
  const { inverse, logDeterminant } = inverseFactor(covariance, width);
  const difference = new Float64Array(width);
  for (let row = 0; row < count; row++) {
    for (let j = 0; j < width; j++) {
      difference[j] = values[row * width + j]! - means[component * width + j]!;
    }
    let squares = 0;
    for (let i = 0; i < width; i++) {
      let sum = 0;
      for (let j = 0; j <= i; j++) sum += inverse[i * width + j]! * difference[j]!;
      squares += sum * sum;
    }
    out[row * weights.length + component] = constant + logDeterminant - squares / 2;
  }
}

function diagonal(
  { values, count, width }: Table,
  { means, covariances, weights }: MixtureParameters,
  component: number,
  constant: number,
  out: Float64Array,
): void {
  const from = component * width;
  let logDeterminant = 0;
  for (let j = 0; j < width; j++) logDeterminant -= Math.log(covariances[from + j]!) / 2;
  for (let row = 0; row < count; row++) {
    let squares = 0;
    for (let j = 0; j < width; j++) {
      const difference = values[row * width + j]! - means[from + j]!;
      squares += (difference * difference) / covariances[from + j]!;
    }
    out[row * weights.length + component] = constant + logDeterminant - squares / 2;
  }
}

function spherical(
  { values, count, width }: Table,
  { means, covariances, weights }: MixtureParameters,
  component: number,
  constant: number,
  out: Float64Array,
): void {
  const variance = covariances[component]!;
  const logDeterminant = (-width / 2) * Math.log(variance);
  for (let row = 0; row < count; row++) {
    const squares = squaredDistance(values, row * width, means, component * width, width) / variance;
    out[row * weights.length + component] = constant + logDeterminant - squares / 2;
  }
}
