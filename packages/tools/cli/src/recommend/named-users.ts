import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readError } from '@autoencoders/data/node';
import { OptionError } from '@autoencoders/errors';
import { namesUsers } from './rating-columns.js';

/** A user as text names one. */
export interface NamedUser {
  readonly name: string;
  /** Where, as messages say it: `--users`, or the line of a file. */
  readonly where: string;
}

/**
 * The users that `--users` or the file of `--users-from` names; nothing where none of the two is given. The file holds
 * one on each line; a first line such as `userId`, or the name of the column of users, is none.
 *
 * @throws {OptionError} when none is named.
 * @throws {DataError} when the file cannot be read.
 */
export function namedUsers(
  flags: { readonly users?: string; readonly usersFrom?: string; readonly userColumn?: string },
  cwd: string,
): NamedUser[] | undefined {
  const { users, usersFrom } = flags;
  if (users !== undefined) {
    const names = users.split(',').map((name) => name.trim());
    if (names.some((name) => name === '')) {
      throw new OptionError(`--users is '${users}': give ids between commas, such as ann,bob`);
    }
    return names.map((name) => ({ name, where: '--users' }));
  }
  if (usersFrom === undefined) return undefined;
  const named = linesIn(usersFrom, cwd).flatMap((line, at) =>
    line === '' || (at === 0 && (line === flags.userColumn || namesUsers(line)))
      ? []
      : [{ name: line, where: `${usersFrom}, line ${at + 1},` }],
  );
  if (named.length === 0) throw new OptionError(`${usersFrom} names no users: write one on each line`);
  return named;
}

function linesIn(path: string, cwd: string): string[] {
  try {
    const text = new TextDecoder().decode(readFileSync(resolve(cwd, path)));
    // A column of a table may be quoted.
    return text.split(/\r?\n/).map((line) => line.trim().replace(/^"(.*)"$/, '$1'));
  } catch (error) {
    throw readError(path, error);
  }
}
