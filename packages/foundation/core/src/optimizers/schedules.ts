import { checkInteger, checkNumber } from '@autoencoders/errors';

/** The learning rate as a function of the steps taken. */
export type Schedule = (step: number) => number;

/** `η`, always. @throws {OptionError} unless the rate is positive. */
export function constantRate(rate: number): Schedule {
  checkNumber('learningRate', rate, Number.MIN_VALUE);
  return () => rate;
}

/** `η · factor^(step / every)`, smoothly. @throws {OptionError} for impossible values. */
export function exponentialDecay(rate: number, factor: number, every: number): Schedule {
  checkNumber('learningRate', rate, Number.MIN_VALUE);
  checkNumber('factor', factor, Number.MIN_VALUE, 1);
  checkInteger('every', every);
  return (step) => rate * factor ** (step / every);
}

/** `η · factor^⌊step / every⌋`. @throws {OptionError} for impossible values. */
export function stepDecay(rate: number, factor: number, every: number): Schedule {
  const smooth = exponentialDecay(rate, factor, every);
  return (step) => smooth(Math.floor(step / every) * every);
}

/**
 * Half a cosine from `η` down to `minimum` over `steps`. Source: Loshchilov and Hutter 2017, eq. 5, one cycle.
 *
 * @throws {OptionError} for impossible values.
 */
export function cosineDecay(rate: number, steps: number, minimum = 0): Schedule {
  checkNumber('learningRate', rate, Number.MIN_VALUE);
  checkInteger('steps', steps);
  checkNumber('minimum', minimum, 0, rate);
  return (step) => minimum + ((rate - minimum) * (1 + Math.cos(Math.PI * Math.min(1, step / steps)))) / 2;
}

/** A straight rise from 0 over the first `steps`, then `after`. @throws {OptionError} for impossible values. */
export function warmUp(after: Schedule, steps: number): Schedule {
  checkInteger('steps', steps);
  return (step) => after(step) * Math.min(1, (step + 1) / steps);
}
