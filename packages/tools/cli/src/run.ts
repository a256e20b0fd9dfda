import { type Command, CommanderError } from 'commander';
import { describeError } from './describe-error.js';
import { exitCodeOf, exitCodes } from './exit-codes.js';
import { Interrupted } from './interrupted.js';
import { buildProgram } from './program.js';
import { note, processTerminal, type Terminal } from './terminal.js';

/**
 * Runs one command of `autoencoders` in this process and returns its exit code: 0 success, 2 bad usage or
 * bad input, 130 interrupted, 1 anything else. It never throws; an error is one line on `stderr`.
 *
 * @param argv what follows the command's name: `['train', 'variational', '--data', 'digits', '--out', 'run']`.
 */
export async function run(argv: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  try {
    const program = await buildProgram(argv, terminal);
    if (argv.length === 0) return usage(program, terminal);
    await program.parseAsync(argv as string[], { from: 'user' });
    return exitCodes.success;
  } catch (error) {
    return report(error, argv.includes('--verbose'), terminal);
  }
}

function usage(program: Command, terminal: Terminal): number {
  terminal.stderr.write(program.helpInformation());
  return exitCodes.badInput;
}

function report(error: unknown, verbose: boolean, terminal: Terminal): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.success;
    const message = error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
    note(terminal, `error: OptionError: ${message}`);
    return exitCodes.badInput;
  }
  if (error instanceof Interrupted) {
    note(terminal, error.message);
    return exitCodes.interrupted;
  }
  note(terminal, describeError(error));
  if (verbose && error instanceof Error) note(terminal, error.stack ?? '');
  return exitCodeOf(error);
}
