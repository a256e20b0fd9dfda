import {
  gaussianMixture as fitMixture,
  logDensity,
  type MixtureDensity,
  sampleMixture,
} from '@autoencoders/classical';
import { OptionError } from '@autoencoders/errors';
import type { MixtureSettings } from '../options.js';
import { fromTwoParts, inTwoParts } from './doubles.js';
import type { Fitted, Sampler } from './sampler.js';

/** Numbers of all covariances beyond which none is tried: 400 MB. */
const most = 5e7;

/**
 * Codes of a mixture of Gaussians fitted to those of data, `p(z) = Σ_k w_k N(z | μ_k, Σ_k)`. State: `weights`, `means`
 * `[components, width]`, `covariances`.
 * Source: Ghosh, Sajjadi, Vergari, Black and Schölkopf 2020, "From variational to deterministic autoencoders", section
 * 4 (10 components of full covariance).
 */
export function gaussianMixture({
  components,
  covariance,
  restarts,
  regularization,
}: MixtureSettings): Sampler {
  return {
    name: 'gaussian-mixture',
    fit(codes, { seed }) {
      const width = codes.shape[1]!;
      if (covariance === 'full' && components * width ** 2 > most) {
        throw new OptionError(
          `covariance is 'full' with ${components} components of codes of ${width} values, which are ${components * width ** 2} numbers: choose 'diagonal' or 'spherical', or fewer components`,
        );
      }
      const found = fitMixture(codes, { components, covariance, restarts, regularization, seed });
      const inner = { full: [width, width], diagonal: [width], spherical: [] }[covariance];
      return {
        weights: inTwoParts(found.weights, [components]),
        means: found.means,
        covariances: inTwoParts(found.covariances, [components, ...inner]),
      };
    },
    draw: (count, { seed, step }, fitted) =>
      sampleMixture(mixtureIn(fitted, covariance), { count, seed, step }),
    logDensity: (codes, fitted) => logDensity(codes, mixtureIn(fitted, covariance)),
  };
}

function mixtureIn(fitted: Fitted, covariance: MixtureSettings['covariance']): MixtureDensity {
  return {
    weights: fromTwoParts(fitted.weights!),
    means: fitted.means!,
    covariances: fromTwoParts(fitted.covariances!),
    covariance,
  };
}
