import type { Id } from '@autoencoders/autorec';
import { type Json, save } from '@autoencoders/core';
import { folderStore } from '@autoencoders/core/node';
import type { Column } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import { fractionBar } from '../fraction-bar.js';
import { folderToSave } from '../model-folder.js';
import { type NamedUser, namedUsers } from '../recommend/named-users.js';
import { printRecommendations } from '../recommend/print-recommendations.js';
import { summaryOf } from '../recommend/rating-summary.js';
import type { ReadyRecommender } from '../recommend/ready-recommender.js';
import { type RecommendFlags, recommendRequest } from '../recommend/recommend-flags.js';
import type { RecommendOutcome, RecommendWork } from '../recommend/recommend-outcome.js';
import { recommenderToTrain } from '../recommend/recommender-to-train.js';
import { savedRecommender } from '../recommend/saved-recommender.js';
import { knownId } from '../recommend/top-lists.js';
import { tableFile } from '../table-file.js';
import type { Terminal } from '../terminal.js';
import { untilInterrupted } from '../until-interrupted.js';
import { reportFile } from '../write-report.js';

/** `autoencoders recommend`: the best items for each user, by a recommender that is trained first or was saved. */
export async function recommendCommand(flags: RecommendFlags, terminal: Terminal): Promise<void> {
  const request = recommendRequest(flags);
  const table = flags.out === undefined ? undefined : tableFile(flags.out, terminal.cwd);
  const folder = flags.save === undefined ? undefined : folderToSave(flags.save, terminal.cwd);
  const page = reportFile(flags.report, terminal.cwd);
  const named = namedUsers(flags, terminal.cwd);
  const { model, ratings } = flags;
  const ready =
    model === undefined
      ? await recommenderToTrain(ratings!, flags, request, terminal)
      : await savedRecommender(model, flags, request, terminal);
  try {
    // What names users and items may be wrong, and is looked at before a training.
    const users = named ? usersNamed(named, ready) : ready.allUsers();
    const like = flags.similar === undefined ? undefined : itemNamed(flags.similar, ready);
    const done = await untilInterrupted(terminal, (signal) =>
      work({ flags, request, ready, users, like }, signal, terminal),
    );

    if (folder !== undefined) await save(done.made!, folderStore(folder), beside(done));
    if (page !== undefined) {
      const { writeRecommendReport } = await import('../recommend/recommend-report.js');
      await writeRecommendReport(page, done);
    }
    if (table) await table.writeColumns(columnsOf(done));
    printRecommendations(done, terminal);
  } finally {
    ready.dispose();
  }
}

async function work(
  asked: RecommendWork,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<RecommendOutcome> {
  const { flags, request, ready, users, like } = asked;
  const evaluated = await ready.evaluate(signal);
  const recommends = flags.out !== undefined || flags.report !== undefined;
  if (!recommends && flags.save === undefined && like === undefined) {
    const summary = summaryOf(ready.loaded!.ratings);
    return {
      ...asked,
      evaluated,
      made: undefined,
      history: undefined,
      lists: [],
      similar: undefined,
      summary,
    };
  }
  const { made, history } = await ready.make(signal);
  const bar = fractionBar(terminal);
  try {
    const lists = recommends
      ? await ready.lists(made, users, {
          top: request.top,
          includeRated: flags.includeRated === true,
          signal,
          onProgress: (share) => bar.update('recommending', share),
        })
      : [];
    const similar = like === undefined ? undefined : await made.similarItems(like, request.top);
    const summary = summaryOf(ready.loaded?.ratings ?? made.ratings);
    return { ...asked, evaluated, made, history, lists, similar, summary };
  } finally {
    bar.stop();
  }
}

function usersNamed(named: readonly NamedUser[], ready: ReadyRecommender): Id[] {
  return [...new Set(named.map(({ name, where }) => ready.userOf(name, where)))];
}

function itemNamed(name: string, { items }: ReadyRecommender): Id {
  const id = knownId(items, name);
  if (id !== undefined) return id;
  throw new DataError(
    `--similar is '${name}', which is not among the ${items.size.toLocaleString('en')} items: they begin with '${items.at(0)}'`,
  );
}

/** What is kept with a saved recommender. */
function beside({ flags, ready: { details, plan } }: RecommendOutcome) {
  const application = { ...details, ratings: flags.ratings ?? null, training: { ...plan } };
  return { metadata: { application } as unknown as Json };
}

/** A row for each recommendation; titles where the source of ratings has some. */
function columnsOf({ lists, ready: { loaded } }: RecommendOutcome): Column[] {
  const [user, rank, item, score]: [string[], string[], string[], string[]] = [[], [], [], []];
  const title: string[] = [];
  for (const list of lists) {
    for (const [place, found] of list.items.entries()) {
      user.push(String(list.user));
      rank.push(String(place + 1));
      item.push(String(found.item));
      score.push(String(Number(found.score.toPrecision(6))));
      title.push(loaded?.titles?.get(found.item) ?? '');
    }
  }
  return [
    { name: 'user', cells: user },
    { name: 'rank', cells: rank },
    { name: 'item', cells: item },
    { name: 'score', cells: score },
    ...(loaded?.titles ? [{ name: 'title', cells: title }] : []),
  ];
}
