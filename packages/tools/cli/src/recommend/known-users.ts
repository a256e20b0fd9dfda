import type { Id, Ids } from '@autoencoders/autorec';
import { DataError } from '@autoencoders/errors';
import { knownId } from './top-lists.js';

/**
 * The id of a user as text names it.
 *
 * @param where what names the user, for messages: `--users`
 * @throws {DataError} when there is none, naming one that there is.
 */
export function knownUser(users: Ids, text: string, where: string, source: string): Id {
  const id = knownId(users, text);
  if (id !== undefined) return id;
  throw new DataError(
    `${where} names the user '${text}', who is not among the ${users.size.toLocaleString('en')} users of ${source}: they begin with '${users.at(0)}'`,
  );
}

/** All ids in order. */
export function idsIn(ids: Ids): Id[] {
  return Array.from({ length: ids.size }, (_, at) => ids.at(at));
}
