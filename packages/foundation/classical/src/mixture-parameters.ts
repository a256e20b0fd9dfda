/** Shapes that the covariance of a component may have. */
export const covarianceKinds = ['full', 'diagonal', 'spherical'] as const;

/** Shape of the covariance of a component: any, one variance a feature, or one variance in all. */
export type CovarianceKind = (typeof covarianceKinds)[number];

/** A mixture in double precision. */
export interface MixtureParameters {
  readonly covariance: CovarianceKind;
  /** `[components]` */
  readonly weights: Float64Array;
  /** `[components, width]` */
  readonly means: Float64Array;
  /** `[components, width, width]`, `[components, width]` or `[components]`. */
  readonly covariances: Float64Array;
}

/** How many numbers describe the covariance of one component. */
export function covarianceSize(covariance: CovarianceKind, width: number): number {
  if (covariance === 'full') return width * width;
  return covariance === 'diagonal' ? width : 1;
}

/** How many free parameters a mixture has: covariances are symmetric, weights add up to 1. */
export function freeParameters(covariance: CovarianceKind, components: number, width: number): number {
  const each = covariance === 'full' ? (width * (width + 1)) / 2 : covarianceSize(covariance, width);
  return components * (each + width + 1) - 1;
}
