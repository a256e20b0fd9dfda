import { OptionError } from '@autoencoders/errors';
import type { ColumnFlags } from '../load-data.js';
import { positive, whole } from '../numbers.js';
import { refuseGiven } from '../refuse-given.js';

/** What is done about missing cells. */
export const missingRules = ['error', 'mean'] as const;
export type MissingRule = (typeof missingRules)[number];

/** How a threshold is found from the scores of normal rows. */
export const thresholdRules = ['quantile', 'extreme-value'] as const;
type ThresholdRule = (typeof thresholdRules)[number];

/** Share of the scores of normal rows that a distribution of extreme values is fitted to. */
export const extremeTail = 0.1;

/** Flags of `detect`. */
export interface DetectFlags extends ColumnFlags {
  readonly model?: string;
  readonly package?: string;
  readonly backend: string;
  readonly data: string;
  readonly out: string;
  readonly train?: string;
  readonly calibrate?: string;
  readonly falseAlarmRate?: string;
  readonly by?: ThresholdRule;
  readonly contamination?: string;
  readonly anomaly?: readonly string[];
  readonly score?: string;
  readonly missing?: MissingRule;
  readonly explain: string;
  readonly epochs?: string;
  readonly steps?: string;
  readonly batchSize: string;
  readonly learningRate?: string;
  readonly seed?: string;
  readonly save?: string;
  readonly report?: string;
  readonly json?: boolean;
}

/** How the threshold is to be found. */
export type ThresholdRequest =
  | {
      readonly by: ThresholdRule;
      /** Share of normal rows that may be above it; left out: 0.01, or what the rows allow. */
      readonly falseAlarmRate: number | undefined;
    }
  | { readonly by: 'contamination'; readonly rate: number };

/** What is asked for, checked. */
export interface DetectRequest {
  readonly threshold: ThresholdRequest;
  /** The name of a score, or several; left out: those of the detector. */
  readonly score: string | readonly string[] | undefined;
  readonly missing: MissingRule;
  /** How many rows to explain. */
  readonly explain: number;
  readonly length: { readonly epochs: number } | { readonly steps: number };
  readonly batchSize: number;
  readonly learningRate: number;
  readonly seed: number;
}

/** Flags of a training. */
export const trainingFlags = ['epochs', 'steps', 'learningRate'] as const;

/** Flags of a threshold. */
export const thresholdFlags = ['falseAlarmRate', 'by', 'contamination'] as const;

/** @throws {OptionError} naming a flag and what it was given, or flags that exclude each other. */
export function detectRequest(flags: DetectFlags): DetectRequest {
  const { columns, label } = flags;
  if (label !== undefined && columns?.split(',').some((name) => name.trim() === label)) {
    throw new OptionError(
      `--label is '${label}', which is among --columns: a label is compared with, never an input`,
    );
  }
  if (flags.epochs !== undefined && flags.steps !== undefined) {
    throw new OptionError('--epochs and --steps both say how long to train: give one of them');
  }
  return {
    threshold: thresholdRequest(flags),
    score: flags.score === undefined ? undefined : scoreNames(flags.score),
    missing: flags.missing ?? 'error',
    explain: whole('--explain', flags.explain, 0),
    length:
      flags.epochs === undefined
        ? { steps: whole('--steps', flags.steps ?? '1000', 1) }
        : { epochs: whole('--epochs', flags.epochs, 1) },
    batchSize: whole('--batch-size', flags.batchSize, 1),
    learningRate: positive('--learning-rate', flags.learningRate ?? '0.001'),
    seed: whole('--seed', flags.seed ?? '0', 0),
  };
}

/** One score stands for itself: the mean of several is one of standardised scores. */
function scoreNames(text: string): string | readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  return names.length === 1 ? names[0]! : names;
}

function thresholdRequest(flags: DetectFlags): ThresholdRequest {
  const { contamination, falseAlarmRate, by = 'quantile' } = flags;
  if (contamination !== undefined) {
    const why = '--contamination finds the threshold by the share of anomalies';
    refuseGiven(flags, ['falseAlarmRate', 'by'], why);
    return { by: 'contamination', rate: share('--contamination', contamination, 0.5) };
  }
  // Above the start of the tail there is no distribution to ask.
  const most = by === 'extreme-value' ? extremeTail : 1;
  const rate = falseAlarmRate === undefined ? undefined : share('--false-alarm-rate', falseAlarmRate, most);
  return { by, falseAlarmRate: rate };
}

/** @throws {OptionError} unless it is above 0 and below `most`. */
function share(flag: string, text: string, most: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value > 0 && value < most) return value;
  throw new OptionError(`${flag} is '${text}': give a share above 0 and below ${most}, such as 0.01`);
}
