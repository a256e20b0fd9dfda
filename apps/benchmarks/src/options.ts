import { checkInteger, OptionError } from '@autoencoders/errors';
import { Command, CommanderError } from 'commander';
import { type EngineId, engineIds } from './engines.js';
import { workloads } from './workloads.js';

/** What a full run does beside the workloads. */
export const extraParts = ['products', 'scaling', 'profile', 'memory', 'quickstart'] as const;

/** What a run is asked for. */
export interface BenchmarkOptions {
  readonly mode: 'full' | 'quick' | 'profile' | 'readme';
  /** Workloads and extra parts, by name. */
  readonly parts: readonly string[];
  readonly engines: readonly EngineId[];
  readonly rounds: number;
  /** The workload to profile. */
  readonly profile: string;
  /** Folder that receives the results, where one was named. */
  readonly out?: string;
  readonly json: boolean;
  /** Everything is measured, nothing chosen: the results may take the place of the committed ones. */
  readonly whole: boolean;
}

interface Flags {
  readonly quick?: boolean;
  readonly profile?: string;
  readonly memory?: boolean;
  readonly readme?: boolean;
  readonly workloads?: string;
  readonly engines?: string;
  readonly rounds?: string;
  readonly out?: string;
  readonly json?: boolean;
}

const partNames = [...workloads.map(({ id }) => id), ...extraParts];

/**
 * Reads the command line; `undefined` where it asks for help, which is then written.
 *
 * @throws {OptionError} naming what is unknown or impossible.
 */
export function parseOptions(
  argv: readonly string[],
  write: (text: string) => void,
): BenchmarkOptions | undefined {
  const command = new Command('npm run bench --')
    .description('Measures training and encoding on every engine, beside PyTorch in the same run.')
    .option('--quick', 'under a minute: compare ratios with the committed ones, fail on a loss of 25 %')
    .option('--profile <WORKLOAD>', 'the time of each kernel in a step, on the first of --engines')
    .option('--memory', 'only 5,000 steps and what they hold (as --workloads memory)')
    .option('--readme', "write the README's tables from the committed results, measure nothing")
    .option('--workloads <NAMES>', `only these, of ${partNames.join(', ')}`)
    .option('--engines <NAMES>', `only these, of ${engineIds.join(', ')}`)
    .option('--rounds <N>', 'rounds over the engines (default 5, quick 3)')
    .option('--out <DIR>', 'folder for benchmarks.json and benchmarks.md')
    .option('--json', 'print the results as JSON, not as tables')
    .addHelpText(
      'after',
      '\nWithout options everything is measured, which takes half an hour, and the committed results and the' +
        "\nREADME's tables are replaced. BENCH_PYTHON names a Python with torch. Ctrl-C stops everything.",
    )
    .exitOverride()
    .configureOutput({ writeOut: write, outputError: () => {} });
  try {
    command.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw new OptionError(
      `${error.message.replace(/^error: /, '')} (npm run bench -- --help lists the options)`,
    );
  }
  return checked(command.opts<Flags>());
}

function checked(flags: Flags): BenchmarkOptions {
  const mode = flags.readme ? 'readme' : flags.profile ? 'profile' : flags.quick ? 'quick' : 'full';
  const chosen = flags.memory ? 'memory' : flags.workloads;
  const rounds = flags.rounds === undefined ? (mode === 'quick' ? 3 : 5) : Number(flags.rounds);
  checkInteger('--rounds', rounds);
  if (flags.profile !== undefined) names('--profile', flags.profile, partNames);
  if (flags.out?.trim() === '') throw new OptionError('--out is empty: name a folder');
  const profiled = mode === 'profile' ? 'wasm-1' : engineIds.join();
  return {
    mode,
    parts: names('--workloads', chosen ?? partNames.join(), partNames),
    engines: names('--engines', flags.engines ?? profiled, engineIds),
    rounds,
    profile: flags.profile ?? 'dense',
    json: flags.json ?? false,
    whole: mode === 'full' && chosen === undefined && flags.engines === undefined,
    ...(flags.out === undefined ? {} : { out: flags.out }),
  };
}

function names<Name extends string>(flag: string, text: string, known: readonly Name[]): Name[] {
  return text.split(',').map((part) => {
    const name = known.find((candidate) => candidate === part.trim());
    if (name === undefined) throw new OptionError(`${flag} names '${part}': choose of ${known.join(', ')}`);
    return name;
  });
}
