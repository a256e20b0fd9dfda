import { useBackend } from '@autoencoders/autorec';
import { folderStore } from '@autoencoders/core/node';
import { OptionError } from '@autoencoders/errors';
import { Command, InvalidArgumentError } from 'commander';
import { madeUpOptions, prepareMadeUp } from './made-up-files.js';
import { ratedFilms } from './movielens/rated-films.js';
import { readMovielens } from './movielens/read-movielens.js';
import { type PreparedFilms, prepareFilms } from './prepare-films.js';
import { progressBar } from './progress-bar.js';

interface Flags {
  readonly movielens?: string;
  readonly synthetic?: true;
  readonly out: string;
  readonly epochs?: number;
  readonly hidden?: number;
  readonly films: number;
  readonly people: number;
  readonly seed: number;
}

/** Where the command says what it does. */
export interface Terminal {
  readonly stdout: Pick<NodeJS.WriteStream, 'write'>;
  readonly stderr: NodeJS.WriteStream;
}

/**
 * The command that trains a model ahead and puts it where the page finds it.
 *
 * @param folder where it is put when nothing else is said
 */
export function prepareCommand(folder: string, { stdout, stderr }: Terminal): Command {
  return new Command('prepare')
    .description('Train the model that the page recommends by, from your own copy of MovieLens.')
    .option('--movielens <FOLDER>', 'unpacked copy: with u.item and u.data, or movies.csv and ratings.csv')
    .option('--synthetic', 'films that do not exist instead; these come with the page anyway')
    .option('--out <FOLDER>', 'where catalogue and model are put', folder)
    .option('--epochs <N>', 'passes over the ratings (default: 50)', wholeNumber)
    .option('--hidden <N>', 'width of the code (default: 200)', wholeNumber)
    .option('--films <N>', 'use the N most rated films', wholeNumber, 10_000)
    .option('--people <N>', 'use N people at most, drawn at random', wholeNumber, 3_000)
    .option('--seed <N>', 'keys initial weights, dropout and what is held out', wholeNumber, 1)
    .addHelpText('after', help)
    .action(async (flags: Flags) => {
      await useBackend();
      const prepared = await (flags.synthetic ? fromNothing(flags, stderr) : fromMovielens(flags, stderr));
      const { figures, films, name } = prepared.catalogue;
      await folderStore(flags.out).write(prepared.files);
      stdout.write(
        `${name}: ${films.length} films, ${figures.people} people, ${figures.ratings} ratings learnt from\n` +
          `test RMSE ${figures.rmse.toFixed(4)} stars on ${figures.heldOut} ratings held out (biases alone: ${figures.baselineRmse.toFixed(4)})\n` +
          `written to ${flags.out}\n`,
      );
    });
}

async function fromMovielens(flags: Flags, stream: NodeJS.WriteStream): Promise<PreparedFilms> {
  const { movielens, epochs = 50, hidden = 200, seed, films, people } = flags;
  if (movielens === undefined) {
    throw new OptionError('give the folder of your copy of MovieLens by --movielens FOLDER, or --synthetic');
  }
  const copy = await readMovielens(movielens);
  const rated = ratedFilms(copy, { films, people, seed });
  const left = copy.item.length - rated.ratings.size;
  if (left > 0) {
    stream.write(
      `${left} of ${copy.item.length} ratings are left out by --films ${films} and --people ${people}: a page has to hold the rest\n`,
    );
  }
  return prepareFilms(rated, { epochs, hidden, seed, callbacks: [progressBar(epochs, stream)] });
}

function fromNothing(flags: Flags, stream: NodeJS.WriteStream): Promise<PreparedFilms> {
  const { epochs = madeUpOptions.epochs, hidden = madeUpOptions.hidden, seed } = flags;
  return prepareMadeUp({
    ...madeUpOptions,
    epochs,
    hidden,
    seed,
    callbacks: [progressBar(epochs, stream)],
  });
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('expected a whole number above 0');
}

const help = `
Examples:
  node prepare.mjs --movielens ~/Downloads/ml-100k
  node prepare.mjs --movielens ~/Downloads/ml-latest-small --epochs 30

MovieLens is at https://grouplens.org/datasets/movielens/. Its licence forbids passing it on: what is written stays out
of the repository, and a page built with it is for yourself.`;
