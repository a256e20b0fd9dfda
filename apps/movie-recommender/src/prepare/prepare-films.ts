import {
  type AutoRecOptions,
  autoRec,
  baselineOf,
  baselinePredictions,
  type Ratings,
  randomSplit,
  recommendedOptions,
  save,
} from '@autoencoders/autorec';
import { type Callback, exponentialDecay, type Files, memoryStore } from '@autoencoders/core';
import { rootMeanSquaredError } from '@autoencoders/metrics';
import { type Catalogue, type FilmSource, writeCatalogue } from '../catalogue/catalogue.js';
import { pack } from '../catalogue/pack.js';
import { spreadFilms } from './spread-films.js';

/** What is known of a film before its ratings are looked at. */
export interface FilmDescription {
  readonly title: string;
  readonly year: number | undefined;
  readonly genres: readonly string[];
}

/** Films and their ratings; ids are numbers. */
export interface RatedFilms {
  readonly source: FilmSource;
  readonly name: string;
  readonly films: ReadonlyMap<number, FilmDescription>;
  readonly ratings: Ratings;
}

/** How a model is trained. */
export interface PrepareOptions {
  readonly epochs: number;
  /** Width of the code. */
  readonly hidden: number;
  /** Weight penalty. Default: what did best on MovieLens 100K. */
  readonly l2?: NonNullable<AutoRecOptions['l2']>;
  /** At the beginning; it falls to a twentieth. Default likewise. */
  readonly learningRate?: number;
  readonly seed: number;
  readonly callbacks?: readonly Callback[];
}

/** What the page reads. */
export interface PreparedFilms {
  readonly catalogue: Catalogue;
  /** `catalogue.json` and `model.gz`. */
  readonly files: Files;
}

/** Films a step. */
const batchSize = 256;

const recommended = recommendedOptions('item');

/**
 * Trains an autoencoder of films' ratings, with a tenth of them held out to tell how well it predicts, and packs what
 * the page needs. Rows are films, since that predicts better than rows of people do, above all for someone new who has
 * rated little.
 *
 * @throws {DataError} when there are too few ratings. @throws {OptionError} for impossible options.
 */
export async function prepareFilms(
  { source, name, films, ratings }: RatedFilms,
  { epochs, hidden, l2 = recommended.l2, learningRate = 4e-3, seed, callbacks = [] }: PrepareOptions,
): Promise<PreparedFilms> {
  const { train, test } = randomSplit(ratings, 0.1, { seed });
  const model = autoRec(train, { ...recommended, hidden: [hidden], l2, seed });
  try {
    const size = Math.min(batchSize, Math.max(16, Math.ceil(train.items.size / 6)));
    const steps = epochs * Math.ceil(train.items.size / size);
    await model.fit({
      epochs,
      batchSize: size,
      learningRate: exponentialDecay(learningRate, 1 / 20, steps),
      seed,
      callbacks,
    });
    const targets = test.byUser.values;
    const baseline = baselinePredictions(baselineOf(train.byUser, train.items.size), test, train.range);
    const known = filmsOf(films, train);
    const catalogue: Catalogue = {
      source,
      name,
      films: known,
      figures: {
        people: train.byUser.offsets.filter((end, row, offsets) => row > 0 && end > offsets[row - 1]!).length,
        ratings: train.size,
        heldOut: test.size,
        rmse: rootMeanSquaredError(await model.predictRatings(test), targets),
        baselineRmse: rootMeanSquaredError(baseline, targets),
      },
      spread: await spreadFilms(model, known),
    };
    const store = memoryStore();
    await save(model, store);
    return {
      catalogue,
      files: new Map([
        ['catalogue.json', new TextEncoder().encode(writeCatalogue(catalogue))],
        ['model.gz', await pack((await store.read())!)],
      ]),
    };
  } finally {
    model.dispose();
    model.autoencoder.dispose();
  }
}

/** Films in the order of the ratings' items. */
function filmsOf(
  described: RatedFilms['films'],
  { items, byUser: { columns, values } }: Ratings,
): Catalogue['films'] {
  const counts = new Int32Array(items.size);
  const sums = new Float64Array(items.size);
  columns.forEach((column, cell) => {
    counts[column]! += 1;
    sums[column]! += values[cell]!;
  });
  return Array.from({ length: items.size }, (_, index) => {
    const id = items.at(index) as number;
    const { title, year, genres } = described.get(id)!;
    const [count, sum] = [counts[index]!, sums[index]!];
    return { id, index, title, year, genres, count, mean: count > 0 ? sum / count : 0 };
  });
}
