import { readFileSync } from 'node:fs';
import { OptionError } from '@autoencoders/errors';
import { Command, CommanderError } from 'commander';
import { createVariant } from './create-variant.js';

/** Where the command writes, and the folder it is called in. */
export interface Terminal {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  readonly cwd: string;
}

/**
 * Runs `create-variant` in this process and returns its exit code: 0 done, 2 bad usage, 1 anything else. It never
 * throws; an error is one line on `stderr`.
 *
 * @param argv what follows the command's name: `['laplacian-prior', '--name', '@scope/laplacian-prior']`.
 */
export async function run(argv: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  try {
    await buildProgram(terminal).parseAsync(argv as string[], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const isUsage = error instanceof CommanderError || error instanceof OptionError;
    terminal.stderr.write(`error: ${describe(error)}\n`);
    return isUsage ? 2 : 1;
  }
}

function buildProgram(terminal: Terminal): Command {
  return new Command('create-variant')
    .description(
      'Lays out the package of a new autoencoder: packages/variants/NAME inside the repository of @autoencoders, a package of its own in the folder NAME elsewhere.',
    )
    .argument('<NAME>', 'lower-case words joined by hyphens, such as laplacian-prior')
    .option('--name <PACKAGE>', 'name of the package, such as @scope/laplacian-prior (default: NAME)')
    .option('--directory <FOLDER>', 'folder to write, new or empty (default: NAME)')
    .version(version())
    .addHelpText('after', '\nExit codes: 0 done, 2 bad usage, 1 else.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.stdout.write(text),
      writeErr: (text) => void terminal.stderr.write(text),
      // Errors are thrown to `run`, which writes them in one place and one form.
      outputError: () => {},
    })
    .action((name: string, flags: { readonly name?: string; readonly directory?: string }) => {
      const { cwd } = terminal;
      const made = createVariant({ name, packageName: flags.name, directory: flags.directory, cwd });
      const lines = [
        `Laid out ${made.packageName}:`,
        ...made.files.map((file) => `  ${file}`),
        'What to fill in is marked TODO. Next:',
        '',
        ...made.next.map((command) => `  ${command}`),
        '',
      ];
      terminal.stdout.write(`${lines.join('\n')}\n`);
    });
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const name = error instanceof CommanderError ? 'OptionError' : error.name;
  return `${name}: ${error.message
    .replace(/^error: /, '')
    .trim()
    .replace(/\s*\n\s*/g, ' ')}`;
}

function processTerminal(): Terminal {
  return { stdout: process.stdout, stderr: process.stderr, cwd: process.cwd() };
}

function version(): string {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
