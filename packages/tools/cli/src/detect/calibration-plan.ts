import type { CalibrationOptions } from '@autoencoders/anomaly';
import { DataError } from '@autoencoders/errors';
import { type ThresholdRequest, extremeTail as tail } from './detect-flags.js';

/** How a threshold is found, and from which rows. */
export interface CalibrationPlan {
  readonly how: CalibrationOptions;
  /** Rows of the training data to hold out for it; 0 where others are given. */
  readonly held: number;
  /** What is other than asked for, in words. */
  readonly why?: string;
}

/** The rows there are. */
export interface RowsThere {
  /** What messages call them. */
  readonly source: string;
  readonly count: number;
  /** Whether a part of them is trained on, and the others are held out. */
  readonly shared: boolean;
}

const defaultRate = 0.01;
/** Of rows that are trained on too, this share is held out at least, and at most. */
const [leastShare, mostShare] = [0.2, 0.5];
/** Fewer rows are neither trained on nor calibrated on. */
const fewestRows = 10;
/** Scores that a distribution of extreme values needs. */
const fewestInTail = 10;

/**
 * Says how many rows to hold out for a threshold: a fifth, or more where a low rate needs it, at most half. Without a
 * rate asked for it is 0.01, or the lowest that the rows allow.
 *
 * @throws {DataError} when there are too few rows for what is asked.
 */
export function calibrationPlan(
  asked: ThresholdRequest,
  { source, count, shared }: RowsThere,
): CalibrationPlan {
  if (count < fewestRows) {
    throw new DataError(`${source} has ${count} rows: give ${fewestRows} at least, better some hundreds`);
  }
  const needed = rowsNeeded(asked);
  const most = shared ? Math.floor(mostShare * count) : count;
  const used = shared ? Math.min(most, Math.max(Math.ceil(leastShare * count), needed)) : count;
  const held = shared ? used : 0;
  if (asked.by === 'contamination') {
    if (Math.round(asked.rate * used) > 0) return { how: asked, held };
    throw new DataError(`${tooFew(asked.rate, 'contamination', used, { source, shared })}: give more rows`);
  }
  const { by, falseAlarmRate = defaultRate } = asked;
  if (by === 'extreme-value') {
    if (Math.floor(tail * used) >= fewestInTail) return { how: { by, falseAlarmRate, tail }, held };
    throw new DataError(
      `--by extreme-value needs ${fewestInTail / tail} normal rows that are not trained on, and ${there(used, { source, shared })}: give more, or leave out --by`,
    );
  }
  if (used >= needed) return { how: { by, falseAlarmRate }, held };
  if (asked.falseAlarmRate !== undefined) {
    throw new DataError(
      `--false-alarm-rate ${falseAlarmRate} needs ${needed} normal rows that are not trained on, and ${there(used, { source, shared })}: give more, ask for a higher rate, or add --by extreme-value`,
    );
  }
  const lowest = 1 / (used + 1);
  return {
    how: { by, falseAlarmRate: lowest },
    held,
    why: `the false-alarm rate is ${shown(lowest)} in place of ${defaultRate}: ${there(used, { source, shared })}`,
  };
}

function rowsNeeded(asked: ThresholdRequest): number {
  if (asked.by === 'contamination') return Math.ceil(fewestInTail / asked.rate);
  if (asked.by === 'extreme-value') return (2 * fewestInTail) / tail;
  // As many as make the highest score exceeded at the rate.
  return Math.ceil(1 / (asked.falseAlarmRate ?? defaultRate) - 1e-9) - 1;
}

function tooFew(
  rate: number,
  flag: string,
  used: number,
  from: Pick<RowsThere, 'source' | 'shared'>,
): string {
  return `--${flag} ${rate} is no whole row: ${there(used, from)}`;
}

function there(used: number, { source, shared }: Pick<RowsThere, 'source' | 'shared'>): string {
  return shared ? `${used} rows of ${source} can be held out` : `${source} has ${used}`;
}

function shown(rate: number): string {
  return String(Number(rate.toPrecision(2)));
}
