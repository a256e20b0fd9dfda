import { type Command, Option } from 'commander';
import { choice, withShared } from '../command-options.js';
import type { Terminal } from '../terminal.js';
import { type DetectFlags, missingRules, thresholdRules } from './detect-flags.js';

/** Adds the command that finds anomalies. */
export function addDetect(program: Command, terminal: Terminal): void {
  const command = program
    .command('detect')
    .description(
      'Write how odd each row is, and whether it is an anomaly, by what is learned from normal rows.',
    )
    .argument(
      '[MODEL]',
      'folder of a detector that --save made, or of a saved autoencoder; without it, one for tables is trained',
    )
    .requiredOption('--data <SOURCE>', 'rows to score')
    .requiredOption('--out <FILE>', 'table to write: .csv or .parquet')
    .option(
      '--train <SOURCE>',
      'normal rows to learn from, as they are measured; a saved detector needs none',
    )
    .option(
      '--calibrate <SOURCE>',
      'other normal rows, for the threshold (default: a fifth to a half of --train, held out)',
    )
    .option(
      '--false-alarm-rate <RATE>',
      'share of normal rows that may be above the threshold (default: 0.01)',
    )
    .addOption(
      choice(
        '--by <NAME>',
        'how the threshold is found; extreme-value for rates below one in the number of normal rows',
        thresholdRules,
        'quantile',
      ),
    )
    .option(
      '--contamination <SHARE>',
      'share of anomalies among the rows of --train, where these are not all normal; it sets the threshold',
    )
    .option('--label <NAME>', 'column that says which rows are anomalies: scores are compared with it')
    .addOption(
      new Option(
        '--anomaly <VALUE>',
        'value of --label that is an anomaly; may be given several times (default: 1 or true)',
      ).argParser((value: string, before: readonly string[] = []) => [...before, value]),
    )
    .option('--explain <N>', 'how many of the worst rows to explain', '5')
    .option(
      '--score <NAMES>',
      "comma-separated scores, whose mean is taken: reconstruction, nearest-neighbors, input-neighbors, mahalanobis, reconstruction-probability, or the model's own (default: the first three)",
    )
    .addOption(
      choice(
        '--missing <RULE>',
        'missing cells are an error, or the mean of their column stands in',
        missingRules,
        'error',
      ),
    )
    .option('--steps <N>', 'steps of the training (default: 1000)')
    .option('--epochs <N>', 'passes over --train, in place of --steps')
    .option('--batch-size <N>', 'rows at a time', '128')
    .option(
      '--learning-rate <RATE>',
      'step size of the optimizer at the beginning; it falls to 0 (default: 0.001)',
    )
    .option('--seed <N>', 'keys initial weights, shuffling, noise and what is held out (default: 0)')
    .option('--save <FOLDER>', 'keep the detector, with its scaling, its threshold and its autoencoder')
    .option('--report <FILE.html>', 'page with histogram, ROC curve, the worst rows and training curves');
  withShared(command, examples).action(async (model: string | undefined, flags: Omit<DetectFlags, 'model'>) =>
    (await import('../commands/detect.js')).detectCommand(
      model === undefined ? flags : { model, ...flags },
      terminal,
    ),
  );
}

const examples = [
  'autoencoders detect --train normal.csv --data new.csv --out scores.csv --save detector',
  'autoencoders detect detector --data later.csv --out scores.csv --report anomalies.html',
  'autoencoders detect --train mixed.csv --contamination 0.05 --data mixed.csv --out scores.csv',
  'autoencoders detect --train normal.csv --data tested.csv --label state --anomaly broken --out scores.csv',
  'autoencoders detect run --train normal.csv --score reconstruction --data new.csv --out scores.csv',
];
