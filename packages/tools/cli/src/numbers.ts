import { checkInteger, OptionError } from '@autoencoders/errors';

/**
 * The integer that a flag's text stands for.
 *
 * @throws {OptionError} if it is none, or below `minimum`.
 */
export function whole(flag: string, text: string, minimum: number): number {
  if (!/^[-+]?\d+$/.test(text.trim())) throw new OptionError(`${flag} is '${text}': give an integer`);
  const value = Number(text);
  checkInteger(flag, value, minimum);
  return value;
}

/**
 * The number above 0 that a flag's text stands for.
 *
 * @throws {OptionError} if it is none.
 */
export function positive(flag: string, text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value > 0 && Number.isFinite(value))) {
    throw new OptionError(`${flag} is '${text}': give a number above 0`);
  }
  return value;
}

/**
 * The integers above 0 of a comma-separated list; none for the empty text.
 *
 * @throws {OptionError} naming the one that is none.
 */
export function widths(flag: string, text: string): number[] {
  return text.trim() === '' ? [] : text.split(',').map((each) => whole(flag, each, 1));
}

/**
 * The number that a flag's text stands for.
 *
 * @throws {OptionError} if it is none.
 */
export function finite(flag: string, text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw new OptionError(`${flag} is '${text}': give a number`);
  return value;
}
