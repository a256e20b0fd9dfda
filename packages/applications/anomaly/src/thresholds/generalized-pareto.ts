/** Points of the coarse search on either side of the exponential. */
const points = 200;

/**
 * The maximum-likelihood generalised Pareto distribution of excesses over a threshold, with distribution function
 * `1 - (1 + γ y / σ)^(-1/γ)`. With `θ = γ / σ`, the likelihood at a given θ is largest for `γ(θ) = mean log(1 + θ y)`,
 * so that one dimension is left to search (Grimshaw 1993):
 *
 * `ℓ(θ) = -log(γ(θ) / θ) - γ(θ) - 1`, per excess, and `-log mean(y) - 1` at θ = 0, the exponential distribution.
 *
 * The search keeps `γ ≥ -1`, below which the likelihood has no largest value.
 * Source: Grimshaw 1993, "Computing maximum likelihood estimates for the generalized Pareto distribution".
 *
 * @param excesses above 0
 */
export function generalizedPareto(excesses: Float64Array): {
  readonly shape: number;
  readonly scale: number;
} {
  const mean = excesses.reduce((sum, value) => sum + value, 0) / excesses.length;
  // In units of their mean.
  const y = excesses.map((value) => value / mean);
  const largest = y.reduce((most, value) => Math.max(most, value), 0);
  const shapeAt = (theta: number) => y.reduce((sum, value) => sum + Math.log1p(theta * value), 0) / y.length;
  const likelihoodAt = (theta: number) => {
    if (Math.abs(theta) < 1e-9) return -1;
    const shape = shapeAt(theta);
    return shape < -1 ? Number.NEGATIVE_INFINITY : -Math.log(shape / theta) - shape - 1;
  };
  const theta = largestOf(likelihoodAt, candidates(largest));
  // This near to the exponential, shape and scale are those of it.
  if (Math.abs(theta) < 1e-9) return { shape: 0, scale: mean };
  const shape = shapeAt(theta);
  return { shape, scale: (shape / theta) * mean };
}

/** Values of θ in ascending order: dense towards its lower bound and towards 0, and far up. */
function candidates(largest: number): number[] {
  const below = Array.from({ length: points }, (_, i) => -(1 - 10 ** (-8 * (1 - i / points))) / largest);
  const above = Array.from({ length: points }, (_, i) => 10 ** (-6 + (10 * i) / (points - 1)));
  return [...below, 0, ...above];
}

/** Where a function is largest: the best of the candidates, refined between its neighbours. */
function largestOf(f: (at: number) => number, ascending: readonly number[]): number {
  const values = ascending.map(f);
  const best = values.reduce((at, value, index) => (value > values[at]! ? index : at), 0);
  let low = ascending[Math.max(0, best - 1)]!;
  let high = ascending[Math.min(ascending.length - 1, best + 1)]!;
  const golden = (Math.sqrt(5) - 1) / 2;
  for (let step = 0; step < 100; step++) {
    const [a, b] = [high - golden * (high - low), low + golden * (high - low)];
    if (f(a) > f(b)) high = b;
    else low = a;
  }
  return (low + high) / 2;
}
