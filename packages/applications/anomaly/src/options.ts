import type { Json } from '@autoencoders/core';
import { checkChoice, checkInteger, checkNames, checkNumber, OptionError } from '@autoencoders/errors';
import type * as tf from '@tensorflow/tfjs';

/** The scores that are made here; a model may offer others under names of its own. */
export const scoreNames = [
  'reconstruction',
  'reconstruction-probability',
  'mahalanobis',
  'nearest-neighbors',
  'input-neighbors',
] as const;
export type ScoreName = (typeof scoreNames)[number];

/** A score by its name, one of those made here or of the model's own. */
export type NamedScore = ScoreName | (string & {});

/** How columns are scaled. */
export const scalingKinds = ['standard', 'min-max', 'robust', 'none'] as const;
export type ScalingKind = (typeof scalingKinds)[number];

/** What is done about missing cells. */
export const missingRules = ['error', 'mean'] as const;
export type MissingRule = (typeof missingRules)[number];

/**
 * A score of the caller's, such as a discriminator's: `[batch, ...inputShape]`, scaled, to `[batch]`, the higher the
 * odder. Runs in a tidy.
 */
export type ScoreFunction = (x: tf.Tensor) => tf.Tensor;

/** Options of {@link anomalyDetector}. */
export interface AnomalyOptions {
  /**
   * What makes a row odd: the name of a score, also of one that the model offers itself; several names, whose
   * standardised mean it is; or a function of your own. Default `['reconstruction',
   * 'nearest-neighbors', 'input-neighbors']`.
   */
  readonly score?: NamedScore | readonly NamedScore[] | ScoreFunction;
  /** How columns are scaled before the model sees them. Default `'robust'`. */
  readonly scaling?: ScalingKind;
  /**
   * Scaled values are cut off this far from 0, of `'min-max'` from 0 and 1: beyond it a single cell would decide all.
   * `null` for nowhere. Default 10, of the scaling `'none'` nowhere.
   */
  readonly clip?: number | null;
  /** Missing cells (NaN): refused, or the column's mean in their place. Default `'error'`. */
  readonly missing?: MissingRule;
  /** Names of the columns, the last axis of an input, for messages and explanations. */
  readonly columns?: readonly string[] | null;
  /** Share of the rows with the highest error that training leaves out, in [0, 0.5). Default 0. */
  readonly trim?: number;
  /** How many neighbours the distance is averaged over; of `'nearest-neighbors'` and `'input-neighbors'`. Default 20. */
  readonly neighbors?: number;
  /** Rows kept to compare with, at most; of the same. Default 10,000. */
  readonly references?: number;
  /** Codes drawn for each row; of `'reconstruction-probability'`. Default 16. */
  readonly draws?: number;
  /** Keys every draw. Default 0. */
  readonly seed?: number;
}

/** What stands in the options for a function of the caller's, which is not saved. */
export const ownScore = 'own';

/** Options with their defaults, as JSON. */
export interface AnomalySettings {
  readonly [option: string]: Json;
  /** `'own'` of a function of the caller's. */
  readonly score: string | readonly string[];
  readonly scaling: ScalingKind;
  readonly clip: number | null;
  readonly missing: MissingRule;
  readonly columns: readonly string[] | null;
  readonly trim: number;
  readonly neighbors: number;
  readonly references: number;
  readonly draws: number;
  readonly seed: number;
}

const defaultScore: readonly ScoreName[] = ['reconstruction', 'nearest-neighbors', 'input-neighbors'];

const names: readonly string[] = [
  'score',
  'scaling',
  'clip',
  'missing',
  'columns',
  'trim',
  'neighbors',
  'references',
  'draws',
  'seed',
];

/**
 * The options, checked, with their defaults; its own result is taken again.
 *
 * @param columns how many an input has: the length of its last axis
 * @throws {OptionError} naming the option and the value received.
 */
export function settingsOf(options: AnomalyOptions, columns: number): AnomalySettings {
  checkNames('options of an anomaly detector', options, names);
  const { score = defaultScore, scaling = 'robust', missing = 'error', trim = 0 } = options;
  const { neighbors = 20, references = 10_000, draws = 16, seed = 0 } = options;
  const { clip = scaling === 'none' ? null : 10 } = options;
  checkChoice('scaling', scaling, scalingKinds);
  checkChoice('missing', missing, missingRules);
  if (clip !== null) checkNumber('clip', clip, 0);
  checkNumber('trim', trim, 0);
  if (trim >= 0.5) throw new OptionError(`trim is ${trim}: most rows must be normal, give less than 0.5`);
  checkInteger('neighbors', neighbors);
  checkInteger('references', references, neighbors + 1);
  checkInteger('draws', draws);
  checkInteger('seed', seed, 0);
  return {
    score: typeof score === 'function' ? ownScore : typeof score === 'string' ? score : several(score),
    scaling,
    clip,
    missing,
    columns: options.columns ? columnNames(options.columns, columns) : null,
    trim,
    neighbors,
    references,
    draws,
    seed,
  };
}

function several(names: readonly string[]): readonly string[] {
  if (names.length === 0 || new Set(names).size < names.length) {
    throw new OptionError(`score is [${names.join(', ')}]: name one at least, and each once`);
  }
  return [...names];
}

function columnNames(given: readonly string[], columns: number): readonly string[] {
  if (given.length !== columns) {
    throw new OptionError(
      `columns names ${given.length}, the last axis of an input has ${columns}: give one name for each`,
    );
  }
  return [...given];
}
