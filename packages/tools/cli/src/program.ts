import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { addApplicationCommands } from './application-commands.js';
import { dataHelp } from './data-help.js';
import { addGenerationCommands } from './generation-commands.js';
import type { Terminal } from './terminal.js';
import { prepareTrain } from './train/train-command.js';

/** Flags of the commands that use a model; each has those that it declares. */
interface ModelFlags {
  readonly package?: string;
  readonly data: string;
  readonly out: string;
  readonly columns?: string;
  readonly label?: string;
  readonly seed: string;
  readonly batchSize: string;
  readonly backend: string;
  readonly json?: boolean;
}

/**
 * The whole command line. Every command's work is imported when it is asked for, so that `--help` and usage
 * errors need not load an engine.
 */
export async function buildProgram(argv: readonly string[], terminal: Terminal): Promise<Command> {
  const program = new Command('autoencoders')
    .description('Train, evaluate and use autoencoders.')
    .version(version())
    .option('--verbose', 'show the stack of an error')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.stdout.write(text),
      writeErr: (text) => void terminal.stderr.write(text),
      // Errors are thrown to `run`, which writes them in one place and one form.
      outputError: () => {},
    })
    .addHelpText(
      'after',
      `\n${dataHelp}\n\nExit codes: 0 done, 2 bad usage or bad input, 130 interrupted, 1 else.`,
    );

  await prepareTrain(program, argv, terminal);

  modelCommand(program, 'encode', 'Write the codes of data.')
    .requiredOption('--data <SOURCE>', 'what to encode')
    .requiredOption('--out <FILE>', 'table to write: .csv or .parquet')
    .action(async (model: string, flags: ModelFlags) =>
      (await import('./commands/encode.js')).encodeCommand({ model, ...flags }, terminal),
    );

  modelCommand(program, 'reconstruct', 'Write what comes back of data, in its own units.')
    .requiredOption('--data <SOURCE>', 'what to reconstruct')
    .requiredOption('--out <FILE>', 'table to write: .csv or .parquet')
    .action(async (model: string, flags: ModelFlags) =>
      (await import('./commands/reconstruct.js')).reconstructCommand({ model, ...flags }, terminal),
    );

  addGenerationCommands(program, terminal);

  modelCommand(program, 'evaluate', "Measure a model on data: the variant's figures, averaged over examples.")
    .requiredOption('--data <SOURCE>', 'what to measure on')
    .option('--seed <N>', 'keys the draws', '0')
    .option('--json', 'print one JSON object')
    .action(async (model: string, flags: ModelFlags) =>
      (await import('./commands/evaluate.js')).evaluateCommand({ model, ...flags }, terminal),
    );

  addApplicationCommands(program, terminal);

  program
    .command('info')
    .description('Describe a saved model, or a saved classifier or clustering and the model it stands on.')
    .argument('<MODEL>', 'folder of what was saved, or of the run that made it')
    .option('--json', 'print one JSON object')
    .action(async (model: string, flags: { json?: boolean }) =>
      (await import('./commands/info.js')).infoCommand({ model, ...flags }, terminal),
    );

  program
    .command('variants')
    .description('List the variants that can be trained here.')
    .option('--json', 'print one JSON object')
    .action(async (flags: { json?: boolean }) =>
      (await import('./commands/variants.js')).variantsCommand(flags, terminal),
    );

  // Known at every command, before or after its name.
  for (const command of program.commands) command.option('--verbose', 'show the stack of an error');
  return program;
}

function modelCommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .argument('<MODEL>', 'folder of a saved model, or of the run that made it')
    .option('--batch-size <N>', 'examples at a time', '256')
    .option('--backend <NAME>', 'engine: auto, webgpu, wasm or cpu', 'auto')
    .option('--package <NAME>', 'package of a variant from outside @autoencoders, to be imported')
    .option('--columns <NAMES>', 'comma-separated columns of a table; left out: those of the training')
    .option('--label <NAME>', 'column of a table that is a label')
    .addHelpText('after', `\n${dataHelp}`);
}

function version(): string {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
