import { parseValue, valueSchemas, valueText } from '@autoencoders/core/options';
import { OptionError } from '@autoencoders/errors';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listVariants } from './find-variant.js';
import { kebabCase, variantFlags } from './variant-flags.js';

const schema = z.object({
  latentDim: z.int().min(1).default(16).describe('Size of the code.'),
  hidden: z.array(z.int().min(1)).default([512, 128]).describe('Sizes of the hidden layers.'),
  activation: z.enum(['relu', 'tanh']).default('relu').describe('Between the layers.'),
  variance: z
    .union([z.number().positive(), z.literal('learned')])
    .default(1)
    .describe('Noise.'),
  tied: z.boolean().default(false).describe('Share weights.'),
  scale: z.number().optional().describe('Clashes with a flag of train.'),
  long: z.enum(['a-long-name', 'another-long-name', 'third']).optional(),
  annealing: z.object({ steps: z.int() }).optional().describe('Deeper.'),
});
const taken = new Set(['scale']);

function parse(...argv: string[]): Record<string, unknown> {
  const command = new Command().exitOverride().configureOutput({ outputError: () => {} });
  const flags = variantFlags(schema, taken);
  for (const option of flags.flatMap(({ options }) => options)) command.addOption(option);
  const values = command.parse(argv, { from: 'user' }).opts();
  return Object.fromEntries(
    flags
      .filter(({ attribute }) => attribute in values)
      .map(({ name, attribute }) => [name, values[attribute]]),
  );
}

function help(): string {
  const command = new Command();
  for (const option of variantFlags(schema, taken).flatMap(({ options }) => options))
    command.addOption(option);
  return command.configureHelp({ helpWidth: 200 }).helpInformation();
}

describe('variantFlags', () => {
  it('reads numbers, choices, lists, unions, booleans and JSON', () => {
    expect(parse('--latent-dim', '8', '--hidden', '32,16', '--activation', 'tanh')).toEqual({
      latentDim: 8,
      hidden: [32, 16],
      activation: 'tanh',
    });
    expect(parse('--variance', '0.5', '--tied')).toEqual({ variance: 0.5, tied: true });
    expect(parse('--variance', 'learned', '--no-tied')).toEqual({ variance: 'learned', tied: false });
    expect(parse('--annealing', '{"steps": 100}', '--hidden', '')).toEqual({
      annealing: { steps: 100 },
      hidden: [],
    });
  });

  it('leaves out what was not given, so that a configuration file or the schema can say', () => {
    expect(parse()).toEqual({});
  });

  it('prefixes an option whose flag is taken', () => {
    expect(parse('--model-scale', '2')).toEqual({ scale: 2 });
    expect(() => parse('--scale', '2')).toThrow(/unknown option/);
  });

  it.each([
    ['--latent-dim', 'many', /--latent-dim is 'many': give an integer/],
    ['--hidden', '32,x', /--hidden is '32,x': give a list/],
    ['--activation', 'rely', /one of relu, tanh/],
    ['--variance', 'huge', /a number or 'learned'/],
    ['--annealing', '{', /JSON/],
  ])('refuses %s %s', (flag, value, message) => {
    expect(() => parse(flag, value)).toThrow(OptionError);
    expect(() => parse(flag, value)).toThrow(message);
  });

  it('tells description, limits and default in the help', () => {
    const text = help();
    expect(text).toMatch(/--latent-dim <N>\s+Size of the code\. \(at least 1\) \(default: 16\)/);
    expect(text).toMatch(/--hidden <N,…>\s+Sizes of the hidden layers\. \(default: 512,128\)/);
    expect(text).toMatch(/--long <NAME>\s+\(one of a-long-name, another-long-name, third\)/);
    expect(text).toMatch(/--activation <relu\|tanh>\s+Between the layers\. \(default: relu\)/);
    expect(text).toMatch(/--variance <NUMBER\|learned>\s+Noise\. \(default: 1\)/);
    expect(text).toMatch(/--tied\s+Share weights\. \(default: false\)/);
  });
});

describe('the defaults of every variant', () => {
  it('are read back from what the help says of them', async () => {
    const variants = await listVariants(import.meta.dirname);
    expect(variants.length).toBeGreaterThan(10);
    for (const { factory } of variants) {
      for (const [name, schema] of Object.entries(valueSchemas(factory.options))) {
        if (schema.default === undefined) continue;
        expect(parseValue(name, valueText(schema.default), schema), name).toEqual(schema.default);
      }
    }
  });
});

describe('kebabCase', () => {
  it('splits words', () => {
    expect(kebabCase('weightDecay')).toBe('weight-decay');
  });
});
