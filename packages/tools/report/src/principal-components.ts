import { PCA } from 'ml-pca';

/** Codes seen along their two widest directions. */
export interface PrincipalComponents {
  /** `[count, 2]`, row after row. */
  readonly values: Float64Array;
  /** The share of the variance each of the two directions carries, from 0 to 1. */
  readonly shares: readonly [number, number];
}

/**
 * The first two principal components of `[count, dimensions]` values with at least two dimensions.
 *
 * Each direction's sign is fixed so that its largest weight is positive, or the map would flip from one run
 * to the next.
 */
export function principalComponents(
  values: ArrayLike<number>,
  count: number,
  dimensions: number,
): PrincipalComponents {
  const rows = Array.from({ length: count }, (_, row) =>
    Array.from({ length: dimensions }, (_, column) => values[row * dimensions + column]!),
  );
  const pca = new PCA(rows, { method: 'covarianceMatrix' });
  const projected = pca.predict(rows, { nComponents: 2 });
  const directions = pca.getEigenvectors();
  const shares = pca.getExplainedVariance();
  const signs = [0, 1].map((component) => {
    const weights = directions.getColumn(component);
    const widest = weights.reduce((best, weight) => (Math.abs(weight) > Math.abs(best) ? weight : best), 0);
    return widest < 0 ? -1 : 1;
  });
  const flat = new Float64Array(count * 2);
  for (let row = 0; row < count; row++) {
    for (const component of [0, 1]) {
      flat[row * 2 + component] = signs[component]! * projected.get(row, component);
    }
  }
  return { values: flat, shares: [shares[0]!, shares[1]!] };
}
