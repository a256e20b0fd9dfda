import {
  kernelDensity as fitKernels,
  type KernelDensity,
  kernelLogDensity,
  sampleKernelDensity,
} from '@autoencoders/classical';
import type { KernelSettings } from '../options.js';
import { fromTwoParts, inTwoParts } from './doubles.js';
import type { Fitted, Sampler } from './sampler.js';

/**
 * Codes near those of data: a Gaussian kernel on each, `p(z) = 1/n Σ_i Π_j N(z_j | z_ij, h_j²)`. All codes are kept.
 * State: `kernels` `[examples, width]`, `bandwidths` `[2, width]`.
 * Source: Parzen 1962, "On estimation of a probability density function and mode".
 */
export function kernelDensity({ bandwidth, regularization }: KernelSettings): Sampler {
  return {
    name: 'kernel-density',
    fit(codes) {
      const { kernels, bandwidths } = fitKernels(codes, { bandwidth, regularization });
      return { kernels, bandwidths: inTwoParts(bandwidths, [bandwidths.length]) };
    },
    draw: (count, { seed, step }, fitted) => sampleKernelDensity(densityIn(fitted), { count, seed, step }),
    logDensity: (codes, fitted) => kernelLogDensity(codes, densityIn(fitted)),
  };
}

function densityIn({ kernels, bandwidths }: Fitted): KernelDensity {
  return { kernels: kernels!, bandwidths: fromTwoParts(bandwidths!) };
}
