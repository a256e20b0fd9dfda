import { OptionError } from '@autoencoders/errors';
import { Command, Option } from 'commander';
import { dataHelp } from '../data-help.js';
import { type FoundVariant, findVariant } from '../find-variant.js';
import type { Terminal } from '../terminal.js';
import { trainSettings } from '../train-settings.js';
import { type VariantFlag, variantFlags } from '../variant-flags.js';
import { readConfig } from './config-file.js';
import type { TrainRequest } from './train-request.js';

/** Options of `train` that are neither settings of the training nor of the variant. */
const plainOptions = () => [
  new Option('--data <SOURCE>', 'what to train on').makeOptionMandatory(),
  new Option('--out <DIR>', 'folder for the model, its history, figures and report').makeOptionMandatory(),
  new Option('--columns <NAMES>', 'comma-separated columns of a table to use; left out: all but the label'),
  new Option('--label <NAME>', 'column of a table that is a label: not trained on, it colours the report'),
  new Option('--config <FILE>', 'JSON file of options by name, as in {"latentDim": 8}; flags win'),
  new Option('--resume', 'go on from the last checkpoint in DIR'),
  new Option('--no-report', 'write no report.html'),
  new Option('--json', 'print one JSON object of figures as the last line'),
];

/**
 * Adds `train` to the program. Where the command line names a variant, the variant's own options become
 * flags beside the common ones; that is the only command which loads a variant before it parses.
 *
 * @throws {OptionError} if the variant named is unknown.
 */
export async function prepareTrain(
  program: Command,
  argv: readonly string[],
  terminal: Terminal,
): Promise<void> {
  const settings = variantFlags(trainSettings, new Set());
  const name = variantNameIn(argv, settings);
  const variant = name === undefined ? undefined : await findVariant(name, terminal.cwd);
  const own = variant ? ownFlags(variant, settings) : [];

  const command = program
    .command('train')
    .description(variant ? `Train: ${variant.factory.summary}` : 'Train a variant.')
    .argument('<VARIANT>', 'kind of autoencoder, or the package that exports one')
    .addHelpText('after', `\n${dataHelp}`);
  for (const option of plainOptions()) command.addOption(option);
  for (const option of settings.flatMap(({ options }) => options)) command.addOption(option);
  if (own.length > 0) command.optionsGroup(`Options of '${name}':`);
  for (const option of own.flatMap(({ options }) => options)) command.addOption(option);
  if (!variant) {
    command.addHelpText('after', '\nEach variant has options of its own: autoencoders train VARIANT --help');
  }

  command.action(async (_name: string, values: Record<string, unknown>) => {
    if (!variant)
      throw new OptionError('name the variant first: autoencoders train VARIANT --data … --out …');
    const { trainCommand } = await import('../commands/train.js');
    await trainCommand(toRequest(variant, values, settings, own, terminal), terminal);
  });
}

/** The variant's flags, less the seed, which is one for the whole run. */
function ownFlags(variant: FoundVariant, settings: readonly VariantFlag[]): VariantFlag[] {
  const taken = new Set(
    [...settings, ...plainFlagNames()].map((flag) => (typeof flag === 'string' ? flag : flag.name)),
  );
  return variantFlags(variant.factory.options, taken).filter(({ name }) => name !== 'seed');
}

function plainFlagNames(): string[] {
  return [...plainOptions().map((option) => option.attributeName()), 'verbose', 'help', 'version'];
}

/** The first operand after `train`, told from the values of flags; nothing without one. */
function variantNameIn(argv: readonly string[], settings: readonly VariantFlag[]): string | undefined {
  const at = argv.findIndex((argument) => !argument.startsWith('-'));
  if (argv[at] !== 'train') return undefined;
  const scratch = new Command().helpOption(false).option('--verbose').option('-h, --help');
  for (const option of plainOptions()) scratch.addOption(option);
  for (const { options } of settings) {
    for (const { flags } of options) scratch.addOption(new Option(flags));
  }
  return scratch
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .parseOptions(argv.slice(at + 1)).operands[0];
}

/** Puts flags over the configuration file over the defaults, and sorts them by whom they concern. */
function toRequest(
  variant: FoundVariant,
  values: Record<string, unknown>,
  settings: readonly VariantFlag[],
  own: readonly VariantFlag[],
  terminal: Terminal,
): TrainRequest {
  const path = values.config as string | undefined;
  const known = [...settings, ...own].map(({ name }) => name);
  const config = path === undefined ? {} : readConfig(path, known, terminal.cwd);
  const pick = (flags: readonly VariantFlag[]) =>
    Object.fromEntries(
      flags
        .map(({ name, attribute }) => [name, values[attribute] ?? config[name]] as const)
        .filter(([, value]) => value !== undefined),
    );
  return {
    variant,
    data: values.data as string,
    out: values.out as string,
    columns: values.columns as string | undefined,
    label: values.label as string | undefined,
    settings: checkSettings(pick(settings)),
    options: pick(own),
    resume: values.resume === true,
    report: values.report !== false,
    json: values.json === true,
  };
}

function checkSettings(given: Record<string, unknown>) {
  const parsed = trainSettings.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => {
    const name = String(path[0]);
    return `${name} is ${JSON.stringify(given[name])}: ${message}`;
  });
  throw new OptionError(problems.join('; '));
}
