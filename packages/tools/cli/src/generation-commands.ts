import { type Command, Option } from 'commander';
import { choice, withShared } from './command-options.js';
import type { InterpolateFlags } from './commands/interpolate.js';
import type { SampleFlags } from './commands/sample.js';
import type { TraverseFlags } from './commands/traverse.js';
import { samplers } from './generate/sampler-flags.js';
import type { Terminal } from './terminal.js';

/** Adds the commands that make examples: `sample`, `interpolate` and `traverse`. */
export function addGenerationCommands(program: Command, terminal: Terminal): void {
  addSample(program, terminal);
  addInterpolate(program, terminal);
  addTraverse(program, terminal);
}

function addSample(program: Command, terminal: Terminal): void {
  const command = generating(program, 'sample', 'Write new examples: codes that are drawn and decoded.')
    .option('--count <N>', 'how many', '16')
    .option('--seed <N>', 'keys the draws', '0')
    .addOption(
      new Option(
        '--sampler <NAME>',
        'where codes come from (default: prior, where the model has one, else gaussian-mixture); gmm and kde are short for gaussian-mixture and kernel-density',
      ).choices(Object.keys(samplers)),
    )
    .option(
      '--data <SOURCE>',
      'examples whose codes the sampler is fitted to; prior and standard-normal need none',
    )
    .option('--components <N>', 'of gaussian-mixture (default: 10)')
    .option('--bandwidth <WIDTH>', 'of kernel-density: scott, silverman or a number (default: scott)')
    .option('--epochs <N>', 'passes over --data, of two-stage (default: as many as 2,000 steps take)');
  withShared(command, sampleExamples).action(async (model: string, flags: Omit<SampleFlags, 'model'>) =>
    (await import('./commands/sample.js')).sampleCommand({ model, ...flags }, terminal),
  );
}

function addInterpolate(program: Command, terminal: Terminal): void {
  const command = generating(program, 'interpolate', 'Write what lies between examples.')
    .requiredOption('--data <SOURCE>', 'where the examples are')
    .requiredOption('--from <ROWS>', 'the first of each pair, such as 1 or 1,5,9; rows are counted from 1')
    .requiredOption('--to <ROWS>', 'the last of each pair, as many')
    .option('--steps <N>', 'examples on each way, both ends among them', '8')
    .addOption(
      choice(
        '--method <NAME>',
        'along a straight line, or a great circle',
        ['linear', 'spherical'],
        'linear',
      ),
    );
  withShared(command, interpolateExamples).action(
    async (model: string, flags: Omit<InterpolateFlags, 'model'>) =>
      (await import('./commands/interpolate.js')).interpolateCommand({ model, ...flags }, terminal),
  );
}

function addTraverse(program: Command, terminal: Terminal): void {
  const command = generating(program, 'traverse', 'Write what dimensions of the code stand for.')
    .option(
      '--data <SOURCE>',
      'where the example is, whose codes also tell the range; without it, the code is 0',
    )
    .option('--row <N>', 'the example whose code is moved, counted from 1 (default: 1)')
    .option('--dimensions <LIST>', 'such as 0,3; counted from 0 (default: the first ten)')
    .option('--from <VALUE>', 'first value (default: -3, or by --data)')
    .option('--to <VALUE>', 'last value (default: 3, or by --data)')
    .option('--steps <N>', 'values of each dimension', '8');
  withShared(command, traverseExamples).action(async (model: string, flags: Omit<TraverseFlags, 'model'>) =>
    (await import('./commands/traverse.js')).traverseCommand({ model, ...flags }, terminal),
  );
}

/** A command that writes decoded codes. */
function generating(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .argument('<MODEL>', 'folder of a saved model, or of the run that made it')
    .requiredOption('--out <FILE>', 'table to write: .csv or .parquet')
    .option('--picture <FILE>', 'picture of them: .png or .svg')
    .option('--report <FILE.html>', 'page with the picture and what was asked for')
    .option('--batch-size <N>', 'examples at a time', '256');
}

const sampleExamples = [
  'autoencoders sample run --count 64 --out samples.csv --picture samples.png',
  'autoencoders sample run --sampler gmm --components 20 --data table.csv --out samples.csv',
  'autoencoders sample run --sampler two-stage --data mnist --out samples.csv --report samples.html',
];

const interpolateExamples = [
  'autoencoders interpolate run --data digits --from 1,2,3 --to 11,12,13 --out between.csv --picture between.png',
  'autoencoders interpolate run --data table.csv --from 4 --to 9 --method spherical --steps 20 --out between.csv',
];

const traverseExamples = [
  'autoencoders traverse run --out traversals.csv --picture traversals.png',
  'autoencoders traverse run --data digits --row 7 --dimensions 0,3 --steps 11 --out t.csv --report t.html',
];
