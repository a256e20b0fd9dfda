import { OptionError } from '@autoencoders/errors';
import type { EpochRecord } from '../training/history.js';

/** Which figure of an epoch to watch. Smaller is better. */
export interface Monitor {
  /** A term, `phase/term`. Default: the first phase's `loss`. Of the validation data where there is any. */
  readonly monitor?: string;
}

/** The watched figure of an epoch. @throws {OptionError} listing the terms when there is none of the name. */
export function monitored(record: EpochRecord, { monitor }: Monitor): number {
  const figures = record.validation ?? record.terms;
  const name = monitor ?? Object.keys(figures).find((term) => term.endsWith('/loss'));
  const figure = name === undefined ? undefined : figures[name];
  if (figure === undefined) {
    throw new OptionError(
      `there is no figure '${monitor}' to monitor: there are ${Object.keys(figures).join(', ')}`,
    );
  }
  return figure;
}
