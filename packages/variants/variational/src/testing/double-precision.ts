/** A function of vectors. */
export type Layer = (x: readonly number[]) => number[];

/** Takes dense layers off a flat list of weights, one after another, in double precision: a kernel, then a bias. */
export function denseLayers(weights: ArrayLike<number>) {
  let at = 0;
  const take = (count: number) => Array.from({ length: count }, () => weights[at++]!);
  return {
    take,
    dense(inputs: number, units: number): Layer {
      const kernel = take(inputs * units);
      const bias = take(units);
      return (x) =>
        bias.map((b, unit) => x.reduce((sum, value, row) => sum + value * kernel[row * units + unit]!, b));
    },
  };
}

/**
 * `E[f(ε)]` of standard normal noise of so many dimensions, by the trapezoid rule: for a smooth `f` to six digits or
 * more, with a step of 0.5 to three or more.
 */
export function normalExpectation(
  f: (noise: readonly number[]) => number,
  width: number,
  step = 0.25,
): number {
  if (width === 0) return f([]);
  const reach = Math.round(6 / step);
  let sum = 0;
  for (let index = -reach; index <= reach; index++) {
    const node = index * step;
    const share = (step * Math.exp(-0.5 * node ** 2)) / Math.sqrt(2 * Math.PI);
    sum += share * normalExpectation((rest) => f([node, ...rest]), width - 1, step);
  }
  return sum;
}

/** `log N(x; mean, exp(logVariance))` of one number. */
export function logNormal(x: number, mean: number, logVariance: number): number {
  return -0.5 * (Math.log(2 * Math.PI) + logVariance + (x - mean) ** 2 * Math.exp(-logVariance));
}

/** That of independent numbers. */
export function logNormals(
  x: readonly number[],
  mean: readonly number[],
  logVariance: readonly number[],
): number {
  return x.reduce((sum, value, d) => sum + logNormal(value, mean[d]!, logVariance[d]!), 0);
}

/** `KL(N(mean, exp(logVariance)) ‖ N(0, I))`. */
export function klFromPrior(mean: readonly number[], logVariance: readonly number[]): number {
  return mean.reduce((sum, m, d) => sum + (m ** 2 + Math.exp(logVariance[d]!) - 1 - logVariance[d]!) / 2, 0);
}

/** The code of a Gaussian posterior for some noise. */
export function codeOf(
  mean: readonly number[],
  logVariance: readonly number[],
  noise: readonly number[],
): number[] {
  return mean.map((m, d) => m + Math.exp(logVariance[d]! / 2) * noise[d]!);
}

/** `log 1/n Σ exp`. */
export function logMean(values: readonly number[]): number {
  const largest = Math.max(...values);
  return (
    largest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - largest), 0) / values.length)
  );
}
