import type { TrainingLength } from '../fit-with-bar.js';
import type { ColumnFlags } from '../load-data.js';
import { positive, whole, widths } from '../numbers.js';
import type { ModelFlags } from '../open-model.js';

/** Flags of `classify`. */
export interface ClassifyFlags extends ModelFlags, ColumnFlags {
  readonly data: string;
  readonly out: string;
  readonly train?: string;
  readonly mode?: ClassifierMode;
  readonly hidden?: string;
  readonly epochs?: string;
  readonly batchSize: string;
  readonly learningRate?: string;
  readonly seed?: string;
  readonly probabilities?: boolean;
  readonly save?: string;
  readonly report?: string;
  readonly json?: boolean;
}

/** What training moves. */
export const modes = ['frozen', 'fine-tune', 'joint'] as const;
export type ClassifierMode = (typeof modes)[number];

/** How the classifier is trained. */
export interface ClassifierTraining extends TrainingLength {
  readonly mode: ClassifierMode;
  readonly hidden: readonly number[];
}

/** @throws {OptionError} naming a flag and what it was given. */
export function classifierTraining(flags: ClassifyFlags): ClassifierTraining {
  return {
    mode: flags.mode ?? 'frozen',
    hidden: widths('--hidden', flags.hidden ?? ''),
    epochs: whole('--epochs', flags.epochs ?? '20', 1),
    batchSize: whole('--batch-size', flags.batchSize, 1),
    learningRate: positive('--learning-rate', flags.learningRate ?? '0.001'),
    seed: whole('--seed', flags.seed ?? '0', 0),
  };
}
