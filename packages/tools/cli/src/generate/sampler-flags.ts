import type { Autoencoder } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import type { GeneratorOptions, SamplerName } from '@autoencoders/generation';
import { positive, whole } from '../numbers.js';
import { refuseGiven } from '../refuse-given.js';

/** Where codes may come from, by the names that `--sampler` takes. */
export const samplers = {
  prior: 'prior',
  'standard-normal': 'standard-normal',
  'gaussian-mixture': 'gaussian-mixture',
  gmm: 'gaussian-mixture',
  'kernel-density': 'kernel-density',
  kde: 'kernel-density',
  'two-stage': 'two-stage',
} as const satisfies Record<string, SamplerName>;

/** Flags that choose a sampler. */
export interface SamplerFlags {
  readonly sampler?: keyof typeof samplers;
  readonly data?: string;
  readonly components?: string;
  readonly bandwidth?: string;
  readonly epochs?: string;
  readonly seed: string;
}

/** Which flags are of which sampler. */
const own = { components: 'gaussian-mixture', bandwidth: 'kernel-density', epochs: 'two-stage' } as const;

/**
 * The sampler that was asked for; left out, that of the model's prior, and where it has none a mixture of the data's
 * codes.
 *
 * @throws {OptionError} when a flag is of another sampler, or the data is missing that a sampler is fitted to.
 */
export function samplerOptions(flags: SamplerFlags, model: Autoencoder): GeneratorOptions {
  const { sampler: given, data } = flags;
  const sampler = given ? samplers[given] : model.samplePrior ? 'prior' : 'gaussian-mixture';
  for (const [flag, needed] of Object.entries(own)) {
    if (needed !== sampler) refuseGiven(flags, [flag], `the sampler is ${sampler}`);
  }
  const seed = whole('--seed', flags.seed, 0);
  if (sampler === 'prior' && !model.samplePrior) {
    throw new OptionError(
      `a model of kind '${model.kind}' has no prior to draw from: take --sampler gaussian-mixture with --data, or train one that has`,
    );
  }
  if (sampler === 'prior' || sampler === 'standard-normal') {
    refuseGiven(flags, ['data'], `nothing is fitted with the sampler ${sampler}`);
    return { sampler, seed };
  }
  if (data === undefined) {
    throw new OptionError(
      given
        ? `--sampler ${given} is fitted to the codes of examples: give them by --data`
        : `a model of kind '${model.kind}' has no prior to draw from: give examples by --data, and codes are drawn from a mixture of theirs`,
    );
  }
  const { components, bandwidth } = flags;
  switch (sampler) {
    case 'gaussian-mixture':
      return {
        sampler,
        seed,
        ...(components === undefined ? {} : { components: whole('--components', components, 1) }),
      };
    case 'kernel-density':
      return { sampler, seed, ...(bandwidth === undefined ? {} : { bandwidth: bandwidthOf(bandwidth) }) };
    case 'two-stage':
      return { sampler, seed };
  }
}

function bandwidthOf(text: string): 'scott' | 'silverman' | number {
  return text === 'scott' || text === 'silverman' ? text : positive('--bandwidth', text);
}
