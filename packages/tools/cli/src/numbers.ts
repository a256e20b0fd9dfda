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
