import type { GaussianMixture } from '@autoencoders/classical';
import type { Rows } from '@autoencoders/data';
import { ModelFormatError } from '@autoencoders/errors';
import type { References } from './neighbor-vote.js';
import type { Settings } from './options.js';
import type { Standardization } from './standardization.js';

/**
 * All that a clustering needs to assign codes, by the names that its state has:
 * `centroids` `[clusters, width]`; of a Gaussian mixture `weights` `[clusters]` and `covariances`; with UMAP
 * `references` `[references, width]` and `referenceClusters` `[references]`; standardised, `shift` and `scale`
 * `[width]`.
 */
export type Fitted = Readonly<Record<string, Rows>>;

/** What was fitted, under its names. */
export function fittedOf(
  centroids: Rows,
  {
    mixture,
    references,
    standardization,
  }: {
    readonly mixture?: GaussianMixture | undefined;
    readonly references?: References | undefined;
    readonly standardization?: Standardization | undefined;
  },
): Fitted {
  return {
    centroids,
    ...(mixture ? { weights: vector(mixture.weights), covariances: inTwoParts(mixture) } : {}),
    ...(references ? { references: references.codes, referenceClusters: vector(references.labels) } : {}),
    ...standardization,
  };
}

/** The mixture, where there is one. */
export function mixtureIn(
  { centroids, weights, covariances }: Fitted,
  { covariance }: Settings,
): Omit<GaussianMixture, 'logLikelihood' | 'bic' | 'aic' | 'iterations' | 'converged'> | undefined {
  if (!weights || !covariances) return undefined;
  const { values } = covariances;
  const size = values.length / 2;
  return {
    weights: Float64Array.from(weights.values),
    means: centroids!,
    covariances: Float64Array.from({ length: size }, (_, i) => values[i]! + values[size + i]!),
    covariance,
  };
}

/** The references, where there are any. */
export function referencesIn({ centroids, references, referenceClusters }: Fitted): References | undefined {
  if (!references || !referenceClusters) return undefined;
  return { codes: references, labels: referenceClusters.values, clusters: centroids!.shape[0]! };
}

/** The standardization, where there is one. */
export function standardizationIn({ shift, scale }: Fitted): Standardization | undefined {
  return shift && scale ? { shift, scale } : undefined;
}

/**
 * Checks that what was saved is what the options need.
 *
 * @param width of a code, flattened
 * @throws {ModelFormatError} naming what is missing or has another shape.
 */
export function checkFitted(
  fitted: Fitted,
  { method, umap, covariance, standardize }: Settings,
  width: number,
): void {
  const clusters = fitted.centroids?.shape[0] ?? 0;
  const references = fitted.references?.shape[0] ?? 0;
  const ofMixture = {
    weights: [clusters],
    covariances: {
      full: [2, clusters, width, width],
      diagonal: [2, clusters, width],
      spherical: [2, clusters],
    }[covariance],
  };
  const needed: Record<string, readonly number[]> = {
    centroids: [clusters, width],
    ...(umap ? { references: [references, width], referenceClusters: [references] } : {}),
    ...(!umap && method === 'gaussian-mixture' ? ofMixture : {}),
    ...(standardize ? { shift: [width], scale: [width] } : {}),
  };
  for (const [name, shape] of Object.entries(needed)) {
    const found = fitted[name]?.shape;
    if (!found || String(found) !== String(shape)) {
      throw new ModelFormatError(
        `the state '${name}' of the clustering has shape ${found ? `[${found.join(', ')}]` : 'none'}, its options need [${shape.join(', ')}]: save it again`,
      );
    }
  }
}

/**
 * Covariances as two float32 parts, `[2, ...]`, whose sum is right to some 14 digits: rounded to one, a covariance may
 * no longer be positive definite.
 */
function inTwoParts({ covariances, covariance, means }: GaussianMixture): Rows {
  const [clusters, width] = means.shape as [number, number];
  const high = Float32Array.from(covariances);
  const values = new Float32Array(2 * high.length);
  values.set(high);
  for (let i = 0; i < high.length; i++) values[high.length + i] = covariances[i]! - high[i]!;
  const inner = { full: [width, width], diagonal: [width], spherical: [] }[covariance];
  return { values, shape: [2, clusters, ...inner] };
}

function vector(values: ArrayLike<number>): Rows {
  return { values: Float32Array.from(values), shape: [values.length] };
}
