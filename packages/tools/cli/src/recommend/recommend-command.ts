import type { Command } from 'commander';
import { choice } from '../command-options.js';
import type { Terminal } from '../terminal.js';
import { duplicateWays, evaluations, type RecommendFlags } from './recommend-flags.js';
import { methods } from './recommend-methods.js';

/** Adds the command `recommend`. */
export function addRecommend(program: Command, terminal: Terminal): void {
  program
    .command('recommend')
    .description('Write the best items for each user, by an autoencoder of ratings.')
    .argument('[RECOMMENDER]', 'folder of a recommender that --save made; without it, one is trained')
    .option('--ratings <SOURCE>', 'ratings to learn from; with a RECOMMENDER, those of new users')
    .option('--out <FILE>', 'table to write: .csv or .parquet, with user, rank, item and score')
    .option('--top <N>', 'items for each user', '10')
    .option('--users <IDS>', 'comma-separated users to recommend to (default: all, or all of new --ratings)')
    .option('--users-from <FILE>', 'the same from a file with a user on each line')
    .option('--include-rated', 'recommend what a user has rated, too')
    .option('--similar <ITEM>', 'print the items most like this one')
    .addOption(
      choice(
        '--method <NAME>',
        'i-autorec and u-autorec predict ratings, by rows of items or of users; the others learn what is chosen',
        methods,
        'i-autorec; mult-vae where there are no ratings',
      ),
    )
    .option(
      '--min-rating <R>',
      'what counts as chosen, for mult-vae, mult-dae and cdae (default: all above 0)',
    )
    .option('--user-column <NAME>', 'column of users (default: a common name, such as userId)')
    .option('--item-column <NAME>', 'column of items (default: a common name, such as movieId)')
    .option('--rating-column <NAME>', 'column of ratings (default: rating, score or stars)')
    .option('--time-column <NAME>', 'column of times, as numbers or dates (default: timestamp or the like)')
    .addOption(
      choice(
        '--duplicates <WAY>',
        "what becomes of a user's second rating of an item",
        duplicateWays,
        'error',
      ),
    )
    .option('--range <MIN..MAX>', 'the least and the greatest rating, such as 1..5 (default: as found)')
    .addOption(
      choice(
        '--evaluate <WAY>',
        'first hold ratings out and print RMSE and MAE, or recall, NDCG and coverage, beside a baseline; then train again on all',
        evaluations,
        'random with --holdout, else none',
      ),
    )
    .option('--holdout <SHARE>', 'share of the ratings to hold out, random or by-time (default: 0.1)')
    .option('--hidden <WIDTHS>', 'hidden layers; the last is the code (default: 200; 50 of cdae)')
    .option(
      '--l2 <L>',
      'weight penalty, or one of encoder and decoder each, such as 30,150 (default: by method)',
    )
    .option('--epochs <N>', 'passes over the ratings (default: 50; 100 of mult-vae, mult-dae and cdae)')
    .option('--batch-size <N>', 'rows of ratings at a time (default: by method and number of rows)')
    .option('--learning-rate <RATE>', 'step size of the optimizer at the beginning (default: by method)')
    .option('--seed <N>', 'keys initial weights, shuffling, dropout and what is held out (default: 0)')
    .option('--save <FOLDER>', 'keep the recommender, with its ratings')
    .option('--report <FILE.html>', 'page with figures, training curves, ratings and recommendations')
    .option('--backend <NAME>', 'engine: auto, webgpu, wasm or cpu', 'auto')
    .option('--json', 'print one JSON object')
    .addHelpText('after', help)
    .action(async (model: string | undefined, flags: Omit<RecommendFlags, 'model'>) =>
      (await import('../commands/recommend.js')).recommendCommand(
        model === undefined ? flags : { model, ...flags },
        terminal,
      ),
    );
}

const help = `
Examples:
  autoencoders recommend --ratings ratings.csv --out top.csv
  autoencoders recommend --ratings ratings.csv --out top.csv --evaluate random --report report.html --save tastes
  autoencoders recommend --ratings ratings.csv --method mult-vae --min-rating 4 --evaluate leave-one-out
  autoencoders recommend tastes --users ann,bob --top 5 --out top.csv
  autoencoders recommend tastes --ratings new-users.csv --out top.csv
  autoencoders recommend tastes --similar Alien

SOURCE of --ratings is one of
  FILE            .csv, .tsv or .parquet (also .gz) with a row for each rating: user, item, rating and time, of which
                  the last two may be missing; ids are text or numbers
  movielens-100k  100,000 ratings of films, downloaded once from GroupLens
  FOLDER          the same, unpacked: with u.user, u.item, u1.base and u1.test`;
