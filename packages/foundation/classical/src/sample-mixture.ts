import type { Rows } from '@autoencoders/data';
import { checkInteger, ShapeError } from '@autoencoders/errors';
import type { DrawOptions } from './draw-options.js';
import { inverseFactor } from './inverse-factor.js';
import type { MixtureDensity } from './mixture-densities.js';
import { covarianceSize } from './mixture-parameters.js';
import { normalDraws } from './normal-draws.js';
import { seededRandom } from './seeded-random.js';
import { tableOf } from './table.js';

/**
 * Draws from a mixture of Gaussians: a component `k` with the probability `w_k`, then `x = μ_k + L_k ε`, where
 * `Σ_k = L_k L_kᵀ` and `ε ~ N(0, I)`. The first rows are the same whatever the count.
 *
 * @returns `[count, width]`
 * @throws {OptionError} when `count` is no positive integer, or `seed` or `step` no integer of at least 0.
 * @throws {ShapeError} when the parts of the mixture do not fit together.
 * @throws {NumericalError} when a covariance is not positive definite.
 */
export function sampleMixture(mixture: MixtureDensity, { count, seed = 0, step = 0 }: DrawOptions): Rows {
  checkInteger('count', count);
  checkInteger('seed', seed, 0);
  checkInteger('step', step, 0);
  const { weights } = mixture;
  const width = widthOf(mixture);
  const random = seededRandom(seed, step);
  const normal = normalDraws(random);
  const spreads = Array.from(weights, (_, component) => spreadOf(mixture, component, width));
  const values = new Float32Array(count * width);
  const noise = new Float64Array(width);
  for (let row = 0; row < count; row++) {
    const component = componentAt(weights, random());
    for (let j = 0; j < width; j++) noise[j] = normal();
    spreads[component]!(noise);
    for (let j = 0; j < width; j++) {
      values[row * width + j] = mixture.means.values[component * width + j]! + noise[j]!;
    }
  }
  return { values, shape: [count, width] };
}

function widthOf({ weights, means, covariances, covariance }: MixtureDensity): number {
  const { count, width } = tableOf('means', means);
  const size = count * covarianceSize(covariance, width);
  if (weights.length !== count || covariances.length !== size) {
    throw new ShapeError(
      `a mixture has ${count} means, ${weights.length} weights and ${covariances.length} values of ${covariance} covariances, expected ${count} weights and ${size} values`,
    );
  }
  return width;
}

/** The first component whose cumulative weight passes a uniform draw; rounding may leave the sum below 1. */
function componentAt(weights: Float64Array, draw: number): number {
  let sum = 0;
  let last = 0;
  for (let k = 0; k < weights.length; k++) {
    if (weights[k] === 0) continue;
    sum += weights[k]!;
    last = k;
    if (sum > draw) return k;
  }
  return last;
}

/** `ε → L ε` of a component, in place. */
function spreadOf(
  { covariances, covariance }: MixtureDensity,
  component: number,
  width: number,
): (noise: Float64Array) => void {
  if (covariance !== 'full') {
    const deviation = (j: number) =>
      Math.sqrt(covariances[covariance === 'diagonal' ? component * width + j : component]!);
    const deviations = Float64Array.from({ length: width }, (_, j) => deviation(j));
    return (noise) => {
      for (let j = 0; j < width; j++) noise[j]! *= deviations[j]!;
    };
  }
  const size = width * width;
  // A copy, since it may be raised on the way.
  const { inverse } = inverseFactor(covariances.slice(component * size, (component + 1) * size), width);
  return (noise) => {
    // `L⁻¹ y = ε`, row by row.
    for (let i = 0; i < width; i++) {
      let rest = noise[i]!;
      for (let j = 0; j < i; j++) rest -= inverse[i * width + j]! * noise[j]!;
      noise[i] = rest / inverse[i * width + i]!;
    }
  };
}
