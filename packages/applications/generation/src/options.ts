import type { Autoencoder } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import { z } from 'zod';
import { codeKinds, codeWidth, hasPosterior } from './codes.js';
import type { Sampler } from './samplers/sampler.js';

const seed = z.int().min(0).default(0).describe('keys every draw');
const codes = z
  .enum(codeKinds)
  .optional()
  .describe(
    "what stands for an example: a draw from its posterior, or its mean; default 'posterior' where there is one",
  );
const fitted = { codes, seed };
const regularization = z.number().min(0).default(1e-6).describe('added to each variance');

const priorOptions = z.strictObject({ sampler: z.literal('prior'), seed });
const standardNormalOptions = z.strictObject({ sampler: z.literal('standard-normal'), seed });
const mixtureOptions = z.strictObject({
  sampler: z.literal('gaussian-mixture'),
  components: z.int().min(1).default(10).describe('how many Gaussians'),
  covariance: z.enum(['full', 'diagonal', 'spherical']).default('full').describe('shape of each covariance'),
  restarts: z.int().min(1).default(1).describe('starts, of which the likeliest end is kept'),
  regularization,
  ...fitted,
});
const kernelOptions = z.strictObject({
  sampler: z.literal('kernel-density'),
  bandwidth: z
    .union([z.enum(['scott', 'silverman']), z.number().positive()])
    .default('scott')
    .describe("standard deviation of the kernels, or the rule that it follows: 'scott' or 'silverman'"),
  regularization,
  ...fitted,
});
const twoStageOptions = z.strictObject({
  sampler: z.literal('two-stage'),
  latentDim: z.int().min(1).optional().describe('width of the second code; default that of the first'),
  hidden: z
    .array(z.int().min(1))
    .default([256, 256])
    .describe('widths of the hidden layers, from the code inwards'),
  activation: z.enum(['relu', 'tanh', 'softplus', 'elu']).default('relu').describe('of the hidden layers'),
  annealingSteps: z
    .int()
    .min(0)
    .default(100)
    .describe('steps over which the weight of the KL divergence rises from 0'),
  ...fitted,
});
const ownOptions = z.strictObject({ sampler: z.literal('own'), ...fitted });

const schema = z.discriminatedUnion('sampler', [
  priorOptions,
  standardNormalOptions,
  mixtureOptions,
  kernelOptions,
  twoStageOptions,
  ownOptions,
]);

/** The samplers that are made here. */
export const samplerNames = [
  'prior',
  'standard-normal',
  'gaussian-mixture',
  'kernel-density',
  'two-stage',
] as const;
export type SamplerName = (typeof samplerNames)[number];

/** Options of a Gaussian mixture of codes, the default. */
export interface MixtureOptions extends Omit<z.input<typeof mixtureOptions>, 'sampler'> {
  readonly sampler?: 'gaussian-mixture';
}

/** Options of a generator with a sampler of the caller's. */
export interface OwnSamplerOptions extends Omit<z.input<typeof ownOptions>, 'sampler'> {
  readonly sampler: Sampler;
}

/** Options of {@link generator}: those of its sampler, with `codes` and `seed`. */
export type GeneratorOptions =
  | z.input<typeof priorOptions>
  | z.input<typeof standardNormalOptions>
  | MixtureOptions
  | z.input<typeof kernelOptions>
  | z.input<typeof twoStageOptions>
  | OwnSamplerOptions;

type WithCodes<Options> = Options & { readonly codes: (typeof codeKinds)[number] };

export type MixtureSettings = WithCodes<z.output<typeof mixtureOptions>>;
export type KernelSettings = WithCodes<z.output<typeof kernelOptions>>;
export type TwoStageSettings = WithCodes<z.output<typeof twoStageOptions>> & { readonly latentDim: number };

/** Options with their defaults, as JSON. */
export type GeneratorSettings =
  | z.output<typeof priorOptions>
  | z.output<typeof standardNormalOptions>
  | MixtureSettings
  | KernelSettings
  | TwoStageSettings
  | WithCodes<z.output<typeof ownOptions>>;

/**
 * The options, checked, with their defaults; `sampler` is `'own'` for one of the caller's.
 *
 * @throws {OptionError} naming each option that is wrong and the value received.
 */
export function settingsOf(given: object, model: Autoencoder): GeneratorSettings {
  const plain = { sampler: 'gaussian-mixture', ...given } as Record<string, unknown>;
  if (typeof plain.sampler === 'object' && plain.sampler !== null) plain.sampler = 'own';
  const parsed = schema.safeParse(plain);
  if (!parsed.success) throw new OptionError(`options of a generator: ${problemsOf(parsed.error, plain)}`);
  const settings = parsed.data;
  if (settings.sampler === 'prior' || settings.sampler === 'standard-normal') return settings;
  const kinds = { codes: kindOf(settings.codes, model) };
  return settings.sampler === 'two-stage'
    ? { ...settings, ...kinds, latentDim: settings.latentDim ?? codeWidth(model) }
    : { ...settings, ...kinds };
}

function kindOf(given: (typeof codeKinds)[number] | undefined, model: Autoencoder) {
  if (given === 'posterior' && !hasPosterior(model)) {
    throw new OptionError(
      `codes is 'posterior', and an autoencoder of kind '${model.kind}' has none: choose 'mean', or give a variational one`,
    );
  }
  return given ?? (hasPosterior(model) ? 'posterior' : 'mean');
}

function problemsOf({ issues }: z.ZodError, given: Record<string, unknown>): string {
  if (!(samplerNames as readonly unknown[]).includes(given.sampler) && given.sampler !== 'own') {
    return `sampler is ${JSON.stringify(given.sampler)}: choose one of ${samplerNames.join(', ')}, or give a sampler of your own`;
  }
  return issues
    .map(({ path, message, code, ...rest }) => {
      if (code === 'unrecognized_keys') {
        return `the sampler '${given.sampler}' has no option '${(rest as { keys: string[] }).keys.join("', '")}'`;
      }
      const value = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown>)?.[key], given);
      return `${path.join('.')} is ${JSON.stringify(value) ?? 'missing'}: ${message}`;
    })
    .join('; ');
}
