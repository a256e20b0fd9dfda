import type { RatingSplit, Ratings } from '@autoencoders/autorec';
import { DataError, OptionError } from '@autoencoders/errors';
import { startEngine } from '../engine.js';
import { note, type Terminal } from '../terminal.js';
import { heldOut, judgeLists, judgeRatings } from './judge-recommender.js';
import { idsIn, knownUser } from './known-users.js';
import { type LoadedRatings, loadRatings } from './load-ratings.js';
import type { Evaluated, ReadyRecommender } from './ready-recommender.js';
import type { RecommendFlags, RecommendRequest } from './recommend-flags.js';
import { feedbackOf, type Method, methods, planOf, rowsToLearn } from './recommend-methods.js';
import { tellRatings } from './tell-ratings.js';
import { choicesAmong, topLists } from './top-lists.js';
import { disposeRecommender, type TrainedRecommender, trainRecommender } from './train-recommender.js';

/**
 * Reads what a recommender is to be trained on, and starts an engine.
 *
 * @throws {DataError} if ratings cannot be read or used.
 * @throws {OptionError} if flags do not suit the ratings.
 */
export async function recommenderToTrain(
  source: string,
  flags: RecommendFlags,
  request: RecommendRequest,
  terminal: Terminal,
): Promise<ReadyRecommender> {
  const loaded = await loadRatings(source, request.reading, terminal.cwd);
  tellRatings(source, loaded, request, terminal);
  const { ratings, rated } = loaded;
  const method = methodFor(source, loaded, request, terminal);
  const implicit = feedbackOf(method) === 'implicit';
  const learned = implicit ? choicesAmong(ratings, request.minRating) : ratings;
  const { seed, choices, top, holdOut } = request;
  const planFor = (part: Ratings) => planOf(method, choices, rowsToLearn(method, part), seed);
  const plan = planFor(learned);
  await startEngine(flags.backend);
  const seen = implicit ? ratings : undefined;
  let trained: TrainedRecommender | undefined;

  async function judged({ train, test }: RatingSplit, signal: AbortSignal): Promise<Evaluated> {
    const part = implicit ? choicesAmong(train, request.minRating) : train;
    const relevant = implicit ? relevantAmong(test, request.minRating) : test;
    const what = `${part.size.toLocaleString('en')} ratings, ${test.size.toLocaleString('en')} held out`;
    const validation = flags.report === undefined ? undefined : relevant;
    const { made, history } = await trainRecommender(part, planFor(part), what, signal, terminal, validation);
    try {
      const judgement = { relevant, seen: train, heldOut: test.size, k: top, signal };
      const figures = implicit
        ? await judgeLists(made, method, judgement)
        : await judgeRatings(made, method, { train, test });
      return { figures, history };
    } finally {
      disposeRecommender(made);
    }
  }

  return {
    loaded,
    details: { method, minRating: request.minRating ?? null, rated },
    plan,
    evaluate: async (signal) => holdOut && judged(heldOut(ratings, holdOut, seed), signal),
    make: async (signal) => {
      const what = `all ${learned.size.toLocaleString('en')} ratings`;
      trained = await trainRecommender(learned, plan, what, signal, terminal);
      return trained;
    },
    items: ratings.items,
    allUsers: () => idsIn(ratings.users),
    userOf: (text, where) => knownUser(ratings.users, text, where, source),
    lists: (made, users, options) => topLists(made, users, options, seen),
    dispose: () => trained && disposeRecommender(trained.made),
  };
}

function methodFor(
  source: string,
  { rated, ratings }: LoadedRatings,
  request: RecommendRequest,
  terminal: Terminal,
): Method {
  const { method, minRating } = request;
  if (!rated && method === undefined) {
    note(terminal, `${source} has no column of ratings: --method mult-vae learns what is chosen`);
    return 'mult-vae';
  }
  const chosen = method ?? methods[0];
  if (!rated && minRating !== undefined) {
    throw new OptionError(
      `--min-rating is given, and ${source} has no column of ratings: name it with --rating-column`,
    );
  }
  if (feedbackOf(chosen) === 'implicit') return chosen;
  if (minRating !== undefined) {
    throw new OptionError(
      `--min-rating is for methods that learn choices: add --method mult-vae, mult-dae or cdae`,
    );
  }
  if (!rated) {
    throw new OptionError(
      `--method is '${chosen}', which predicts ratings, and ${source} has no column of them: name it with --rating-column, or choose mult-vae, mult-dae or cdae`,
    );
  }
  if (ratings.range[0] === ratings.range[1]) {
    throw new DataError(
      `all ratings of ${source} are ${ratings.range[0]}, which leaves none to predict: choose --method mult-vae, mult-dae or cdae, or give --range`,
    );
  }
  return chosen;
}

function relevantAmong(test: Ratings, minimum: number | undefined): Ratings {
  try {
    return choicesAmong(test, minimum);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    throw new DataError(`nothing that was held out counts as chosen: ${error.message}; hold more out`, {
      cause: error,
    });
  }
}
