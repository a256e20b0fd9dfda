import { loadRecommender } from '@autoencoders/autorec';
import { readApplicationManifest } from '@autoencoders/core';
import { folderStore } from '@autoencoders/core/node';
import { ModelFormatError, OptionError } from '@autoencoders/errors';
import { startEngine } from '../engine.js';
import { findSavedFolder } from '../model-folder.js';
import { note, type Terminal } from '../terminal.js';
import { idsIn, knownUser } from './known-users.js';
import { loadRatings } from './load-ratings.js';
import type { ReadyRecommender, RecommenderDetails } from './ready-recommender.js';
import type { RecommendFlags, RecommendRequest } from './recommend-flags.js';
import { methods } from './recommend-methods.js';
import { tellRatings } from './tell-ratings.js';
import { type FreshRatings, foldedLists, freshRatings, topLists } from './top-lists.js';
import { disposeRecommender } from './train-recommender.js';

/**
 * Takes a saved recommender as it is, starts an engine, and reads the ratings that are to be folded in.
 *
 * @throws {DataError} if ratings cannot be read or used.
 * @throws {OptionError} if ratings are missing that it learned.
 * @throws {ModelFormatError} if something else is saved.
 */
export async function savedRecommender(
  folder: string,
  flags: RecommendFlags,
  request: RecommendRequest,
  terminal: Terminal,
): Promise<ReadyRecommender> {
  const { path, holds } = findSavedFolder(folder, terminal.cwd);
  const store = folderStore(path);
  const manifests = holds === 'application' ? await readApplicationManifest(store) : undefined;
  if (manifests?.application.kind !== 'recommender') {
    const held = manifests ? `a '${manifests.application.kind}'` : 'an autoencoder';
    throw new ModelFormatError(
      `${folder} holds ${held}: name the folder of a recommender that recommend saved`,
    );
  }
  const details = detailsOf(manifests.autoencoder.metadata);
  await startEngine(flags.backend);
  const made = await loadRecommender(store);
  try {
    const implicit = made.options.feedback === 'implicit';
    const range = implicit ? undefined : made.ratings.range;
    const source = flags.ratings;
    const loaded =
      source === undefined
        ? undefined
        : await loadRatings(source, { ...request.reading, range }, terminal.cwd);
    if (source !== undefined) tellRatings(source, loaded!, request, terminal);
    if (loaded && !loaded.rated && !implicit) {
      throw new OptionError(
        `${source} has no column of ratings, which ${folder} learned: name it with --rating-column`,
      );
    }
    const minimum = loaded?.rated ? (details?.minRating ?? undefined) : undefined;
    const fresh = loaded && freshRatings(made, loaded.ratings, minimum);
    if (fresh) tellUnknown(source!, fresh, terminal);
    else if (details && details.minRating !== null) {
      note(
        terminal,
        `ratings below ${details.minRating} are not saved, and what has one may be recommended: give --ratings to leave it out`,
      );
    }
    return {
      loaded,
      details,
      plan: undefined,
      evaluate: async () => undefined,
      make: async () => ({ made }),
      items: made.ratings.items,
      allUsers: () => (fresh ? [...fresh.users.keys()] : idsIn(made.ratings.users)),
      userOf: (text, where) => {
        const own = fresh && [text, Number(text)].find((id) => fresh.users.has(id) && String(id) === text);
        return own ?? knownUser(made.ratings.users, text, where, folder);
      },
      lists: async (_, users, options) => {
        if (!fresh) return topLists(made, users, options);
        const known = users.filter((user) => !fresh.users.has(user));
        const lists = [
          ...(await topLists(made, known, options)),
          ...(await foldedLists(
            made,
            users.filter((user) => fresh.users.has(user)),
            fresh,
            options,
          )),
        ];
        const byUser = new Map(lists.map((list) => [list.user, list]));
        return users.map((user) => byUser.get(user)!);
      },
      dispose: () => disposeRecommender(made),
    };
  } catch (error) {
    disposeRecommender(made);
    throw error;
  }
}

/** What `recommend` kept; a recommender that a program saved has none. */
function detailsOf(metadata: unknown): RecommenderDetails | undefined {
  const { application } = (metadata ?? {}) as { application?: Partial<RecommenderDetails> };
  if (!methods.some((method) => method === application?.method)) return undefined;
  return {
    method: application!.method!,
    minRating: application!.minRating ?? null,
    rated: application!.rated ?? true,
  };
}

function tellUnknown(source: string, { unknown }: FreshRatings, terminal: Terminal): void {
  if (unknown.ratings === 0) return;
  const some = unknown.items.slice(0, 3).map((item) => `'${item}'`);
  const more = unknown.items.length > 3 ? ', …' : '';
  note(
    terminal,
    `${unknown.ratings.toLocaleString('en')} ratings of ${source} are left out: the recommender does not know the items ${some.join(', ')}${more}`,
  );
}
