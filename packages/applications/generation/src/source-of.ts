import type { Autoencoder } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import type { CodeSource } from './code-source.js';
import { codeWidth } from './codes.js';
import type { GeneratorSettings } from './options.js';
import { type FittedShapes, samplerSource } from './sampler-source.js';
import { gaussianMixture } from './samplers/gaussian-mixture.js';
import { kernelDensity } from './samplers/kernel-density.js';
import { prior } from './samplers/prior.js';
import type { Sampler } from './samplers/sampler.js';
import { standardNormal } from './samplers/standard-normal.js';
import { twoStageSource } from './second-stage/two-stage-source.js';

/**
 * Where codes come from by the options, not fitted yet.
 *
 * @param own the sampler of the caller's, where the options name none
 * @throws {OptionError} when it is missing.
 */
export function sourceOf(
  model: Autoencoder,
  settings: GeneratorSettings,
  own: Sampler | undefined,
): CodeSource {
  const width = codeWidth(model);
  switch (settings.sampler) {
    case 'prior':
      return samplerSource(model, prior(model), { codes: 'mean', seed: settings.seed });
    case 'standard-normal':
      return samplerSource(model, standardNormal(width), { codes: 'mean', seed: settings.seed });
    case 'gaussian-mixture':
      return samplerSource(model, gaussianMixture(settings), {
        ...settings,
        shapes: mixtureShapes(width, settings),
      });
    case 'kernel-density':
      return samplerSource(model, kernelDensity(settings), {
        ...settings,
        shapes: { kernels: [null, width], bandwidths: [2, width] },
      });
    case 'two-stage':
      return twoStageSource(model, settings);
    case 'own':
      return samplerSource(model, ownSampler(own), settings);
  }
}

function mixtureShapes(
  width: number,
  { components, covariance }: Extract<GeneratorSettings, { sampler: 'gaussian-mixture' }>,
): FittedShapes {
  const inner = { full: [width, width], diagonal: [width], spherical: [] }[covariance];
  return {
    weights: [2, components],
    means: [components, width],
    covariances: [2, components, ...inner],
  };
}

function ownSampler(own: Sampler | undefined): Sampler {
  if (own && typeof own.draw === 'function' && typeof own.name === 'string') return own;
  throw new OptionError(
    own
      ? "the sampler has no 'name' or no 'draw': give { name, draw(count, random, fitted), fit?, logDensity? }"
      : 'the sampler of this generator was one of the caller’s, which is not saved: give it again, loadGenerator(store, factories, { sampler })',
  );
}
