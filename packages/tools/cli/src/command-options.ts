import { type Command, Option } from 'commander';
import { dataHelp } from './data-help.js';

/** Adds the options and the help that every command has that puts a model to use. */
export function withShared(command: Command, lines: readonly string[]): Command {
  return command
    .option('--columns <NAMES>', 'comma-separated input columns of a table (default: those of the training)')
    .option('--backend <NAME>', 'engine: auto, webgpu, wasm or cpu', 'auto')
    .option('--package <NAME>', 'package of a variant from outside @autoencoders, to be imported')
    .option('--json', 'print one JSON object')
    .addHelpText('after', `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}\n\n${dataHelp}`);
}

/** A choice whose default is left to the command, which has to know what was given. */
export function choice(
  flags: string,
  description: string,
  names: readonly string[],
  standard: string,
): Option {
  return new Option(flags, `${description} (default: ${standard})`).choices([...names]);
}
