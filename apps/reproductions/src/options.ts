import { OptionError } from '@autoencoders/errors';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Study } from './study.js';

/** What was asked for on the command line. */
export interface RunOptions {
  readonly study: Study;
  readonly quick: boolean;
  readonly seed: number;
  readonly resume: boolean;
  /** How many times as long as usual to train, where the study continues. */
  readonly longer: number;
  readonly json: boolean;
  readonly backend: 'auto' | 'webgpu' | 'wasm' | 'cpu';
  readonly threads?: number;
}

/** `'list'`: name the studies; `'readme'`: write the tables anew. */
export type Request = RunOptions | 'list' | 'readme' | undefined;

/**
 * Reads the command line; prints help itself and then returns nothing.
 *
 * @throws {OptionError} for what it does not know.
 */
export function parseOptions(
  argv: readonly string[],
  studies: readonly Study[],
  print: (text: string) => void,
): Request {
  const program = new Command('npm run reproduce --')
    .description('Runs a study of the literature anew and holds it to its figures.')
    .argument('[NAME]', 'the study')
    .option('--quick', 'a short form, under a minute, that shows the direction of each claim', false)
    .option('--seed <N>', 'keys weights, shuffling and noise', whole, 1)
    .option('--resume', 'go on from the last checkpoint of an interrupted run', false)
    .option('--longer <N>', 'train N times as long, in a study whose paper trained longer', whole, 1)
    .option('--json', 'the last line of standard output is the result as JSON', false)
    .addOption(
      new Option('--backend <NAME>', 'engine').choices(['auto', 'webgpu', 'wasm', 'cpu']).default('auto'),
    )
    .option('--threads <N>', 'threads of the wasm engine (default: one per core, at most 4)', whole)
    .option('--readme', "write the README's tables anew from the results")
    .addHelpText('after', `\nStudies:\n${studyList(studies)}`)
    .addHelpText(
      'after',
      '\nSets that may not be passed on are read from ../shared/data, beside the repository.',
    )
    .exitOverride()
    .configureOutput({ writeOut: print, writeErr: () => {} });
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return undefined;
    throw new OptionError((error as Error).message.replace(/^error: /, ''), { cause: error });
  }
  const [name] = program.args;
  const { readme, ...options } = program.opts<Omit<RunOptions, 'study'> & { readme?: boolean }>();
  if (readme) return 'readme';
  if (name === undefined) return 'list';
  const study = studies.find((each) => each.name === name);
  if (!study) {
    throw new OptionError(
      `there is no study '${name}': the studies are ${studies.map((each) => each.name).join(', ')}`,
    );
  }
  if (options.longer !== 1 && (!study.continues || options.quick || options.longer < 1)) {
    const those = studies.filter(({ continues }) => continues).map((each) => each.name);
    throw new OptionError(
      `--longer ${options.longer} of '${name}': give a number from 1 on, without --quick, to one of ${those.join(', ')}`,
    );
  }
  return { study, ...options };
}

/** A line for each study. */
export function studyList(studies: readonly Study[]): string {
  const width = Math.max(...studies.map(({ name }) => name.length));
  return studies.map(({ name, question }) => `  ${name.padEnd(width)}  ${question}\n`).join('');
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('give a whole number.');
  return value;
}
