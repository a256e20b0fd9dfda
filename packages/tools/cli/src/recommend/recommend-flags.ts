import type { Duplicates, KernelPenalty } from '@autoencoders/autorec';
import { OptionError } from '@autoencoders/errors';
import { positive, whole, widths } from '../numbers.js';
import { refuseGiven } from '../refuse-given.js';
import type { RatingReading } from './load-ratings.js';
import type { RatingColumnFlags } from './rating-columns.js';
import { feedbackOf, type Method, type PlanChoices } from './recommend-methods.js';

/** Ways to hold ratings out. */
export const evaluations = ['random', 'leave-one-out', 'by-time'] as const;
export type Evaluation = (typeof evaluations)[number];

/** What becomes of a second rating of an item by one user. */
export const duplicateWays = ['error', 'last', 'mean'] as const satisfies readonly Duplicates[];

/** Flags of `recommend`. */
export interface RecommendFlags extends RatingColumnFlags {
  /** The folder of a saved recommender. */
  readonly model?: string;
  readonly backend: string;
  readonly ratings?: string;
  readonly out?: string;
  readonly top: string;
  readonly method?: Method;
  readonly users?: string;
  readonly usersFrom?: string;
  readonly includeRated?: boolean;
  readonly minRating?: string;
  readonly range?: string;
  readonly duplicates?: Duplicates;
  readonly evaluate?: Evaluation;
  readonly holdout?: string;
  readonly similar?: string;
  readonly hidden?: string;
  readonly l2?: string;
  readonly epochs?: string;
  readonly batchSize?: string;
  readonly learningRate?: string;
  readonly seed?: string;
  readonly save?: string;
  readonly report?: string;
  readonly json?: boolean;
}

/** How ratings are held out. */
export interface HoldOut {
  readonly how: Evaluation;
  /** Share of all ratings; one of each user's by leave-one-out. */
  readonly share: number;
}

/** What is asked for, checked. */
export interface RecommendRequest {
  /** Length of each list. */
  readonly top: number;
  readonly reading: RatingReading;
  readonly method: Method | undefined;
  readonly minRating: number | undefined;
  readonly choices: PlanChoices;
  readonly holdOut: HoldOut | undefined;
  readonly seed: number;
}

/** @throws {OptionError} naming a flag and what it was given, or flags that exclude each other. */
export function recommendRequest(flags: RecommendFlags): RecommendRequest {
  checkSource(flags);
  checkPurpose(flags);
  const { method, minRating } = flags;
  if (method !== undefined && feedbackOf(method) === 'explicit') {
    refuseGiven(flags, ['minRating'], `--method ${method} learns from all ratings`);
  }
  return {
    top: whole('--top', flags.top, 1),
    reading: {
      ...columnFlags(flags),
      duplicates: flags.duplicates ?? 'error',
      range: flags.range === undefined ? undefined : rangeOf(flags.range),
    },
    method,
    minRating: minRating === undefined ? undefined : number('--min-rating', minRating),
    choices: choicesOf(flags),
    holdOut: holdOutOf(flags),
    seed: whole('--seed', flags.seed ?? '0', 0),
  };
}

/** Flags of a training, which a saved recommender has behind it. */
const ofTraining = [
  ...['method', 'minRating', 'range', 'evaluate', 'holdout', 'hidden', 'l2'],
  ...['epochs', 'batchSize', 'learningRate', 'seed', 'save'],
];
const ofReading = ['userColumn', 'itemColumn', 'ratingColumn', 'timeColumn', 'duplicates'];

function checkSource(flags: RecommendFlags): void {
  const { model, ratings } = flags;
  if (model !== undefined) {
    refuseGiven(flags, ofTraining, `${model} is a trained recommender, which only recommends`);
    if (ratings === undefined) refuseGiven(flags, ofReading, 'no --ratings are read');
  } else if (ratings === undefined) {
    throw new OptionError(
      'there is nothing to learn from: give --ratings, or the folder of a saved recommender',
    );
  }
  if (flags.users !== undefined && flags.usersFrom !== undefined) {
    throw new OptionError('--users and --users-from both name users: give one of the two');
  }
}

function checkPurpose({ out, similar, save, evaluate, holdout, report }: RecommendFlags): void {
  if ([out, similar, save, evaluate, holdout, report].every((flag) => flag === undefined)) {
    throw new OptionError(
      'nothing is asked for: name a table for recommendations with --out (or give --similar, --evaluate, --save)',
    );
  }
}

function columnFlags({
  userColumn,
  itemColumn,
  ratingColumn,
  timeColumn,
}: RecommendFlags): RatingColumnFlags {
  return {
    ...(userColumn === undefined ? {} : { userColumn }),
    ...(itemColumn === undefined ? {} : { itemColumn }),
    ...(ratingColumn === undefined ? {} : { ratingColumn }),
    ...(timeColumn === undefined ? {} : { timeColumn }),
  };
}

function choicesOf({ hidden, l2, epochs, batchSize, learningRate, method }: RecommendFlags): PlanChoices {
  const layers = hidden === undefined ? undefined : widths('--hidden', hidden);
  if (layers?.length === 0) throw new OptionError('--hidden is empty: give widths such as 200, or 600,200');
  if (method === 'cdae' && layers !== undefined && layers.length > 1) {
    throw new OptionError(`--hidden is '${hidden}', and cdae has one hidden layer: give one width`);
  }
  return {
    ...(layers === undefined ? {} : { hidden: layers }),
    ...(l2 === undefined ? {} : { l2: penaltyOf(l2) }),
    ...(epochs === undefined ? {} : { epochs: whole('--epochs', epochs, 1) }),
    ...(batchSize === undefined ? {} : { batchSize: whole('--batch-size', batchSize, 1) }),
    ...(learningRate === undefined ? {} : { learningRate: positive('--learning-rate', learningRate) }),
  };
}

function penaltyOf(text: string): number | KernelPenalty {
  const parts = text.split(',').map((part) => number('--l2', part));
  const [encoder, decoder] = parts;
  if (parts.length > 2 || parts.some((part) => part < 0)) {
    throw new OptionError(
      `--l2 is '${text}': give a number of at least 0, or one for encoder and decoder each`,
    );
  }
  return decoder === undefined ? encoder! : { encoder: encoder!, decoder };
}

function holdOutOf({ evaluate, holdout }: RecommendFlags): HoldOut | undefined {
  if (evaluate === undefined && holdout === undefined) return undefined;
  const how = evaluate ?? 'random';
  if (how === 'leave-one-out' && holdout !== undefined) {
    throw new OptionError('--evaluate leave-one-out holds one rating of each user out: leave out --holdout');
  }
  const share = holdout === undefined ? 0.1 : number('--holdout', holdout);
  if (!(share > 0 && share < 1)) {
    throw new OptionError(
      `--holdout is '${holdout}': give a share of the ratings between 0 and 1, such as 0.1`,
    );
  }
  return { how, share };
}

function rangeOf(text: string): [number, number] {
  const ends = /^(.+)\.\.(.+)$/.exec(text.trim());
  const [least, greatest] = [Number(ends?.[1] ?? Number.NaN), Number(ends?.[2] ?? Number.NaN)];
  if (least < greatest && Number.isFinite(least) && Number.isFinite(greatest)) return [least, greatest];
  throw new OptionError(`--range is '${text}': give the least and the greatest rating, such as 1..5`);
}

function number(flag: string, text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw new OptionError(`${flag} is '${text}': give a number`);
}
