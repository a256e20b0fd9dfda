import { OptionError } from '@autoencoders/errors';

/**
 * Refuses flags of a training where there is none.
 *
 * @throws {OptionError} naming them.
 */
export function refuseGiven(flags: object, names: readonly string[], why: string): void {
  const given = names.filter((name) => (flags as Record<string, unknown>)[name] !== undefined);
  if (given.length === 0) return;
  const shown = given.map((name) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
  throw new OptionError(`${why}: leave out ${shown.join(', ')}`);
}
