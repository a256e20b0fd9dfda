import type { EngineChoice } from '@autoencoders/app-kit/worker';
import { DataError } from '@autoencoders/errors';
import { expose } from 'comlink';
import { type Figures, type Film, type FilmSource, genresOf } from '../catalogue/catalogue.js';
import type { FilmQuery, FoundFilms } from '../catalogue/find-films.js';
import type { ReadRatings } from '../ratings/ratings-csv.js';
import type { Reason } from '../taste/reasons.js';
import { type OwnRating, type TasteFilter, wellKnown } from '../taste/taste.js';
import { type FilmSet, filmSets, openFilmSet } from './film-set.js';
import type { Recommendations, Recommending } from './recommending.js';

/** What the page has to know of a set of films. */
export interface FilmSetSummary {
  readonly folder: string;
  /** All folders there are. */
  readonly folders: readonly string[];
  readonly source: FilmSource;
  readonly name: string;
  readonly films: number;
  readonly genres: readonly string[];
  readonly years: readonly [first: number, last: number];
  /** How many people rated the films of the best known quarter, at least. */
  readonly wellKnown: number;
  readonly figures: Figures;
}

let set: FilmSet | undefined;
let engine: EngineChoice = 'auto';
let current: Promise<Recommending> | undefined;

function opened(): FilmSet {
  if (set) return set;
  throw new DataError('there are no films yet: load the page again');
}

/** The engine and the model are loaded when they are first needed: films can be looked up before. */
function recommender(): Promise<Recommending> {
  const films = opened();
  current ??= import('./recommending.js').then(
    ({ recommending }) => recommending(films, engine),
    (error: unknown) => {
      // To be tried again when next asked for.
      current = undefined;
      throw error;
    },
  );
  return current;
}

/** What the page may ask of its worker. */
const verbs = {
  /** Opens the films of a folder, or those that are to be shown first where there is no such folder. */
  open: async (wanted: string | undefined, choice: EngineChoice): Promise<FilmSetSummary> => {
    const folders = await filmSets();
    const folder = folders.find((name) => name === wanted) ?? folders[0]!;
    const before = current;
    current = undefined;
    engine = choice;
    set = await openFilmSet(folder);
    await (await before)?.close();
    const { source, name, films, figures } = set.catalogue;
    const years = films.flatMap(({ year }) => year ?? []);
    return {
      folder,
      folders,
      source,
      name,
      films: films.length,
      genres: genresOf(films),
      years: [Math.min(...years), Math.max(...years)],
      wellKnown: wellKnown(films),
      figures,
    };
  },
  find: async (query: FilmQuery): Promise<FoundFilms> => opened().find(query),
  /** Films by id; those that are unknown are left out. */
  films: async (ids: readonly number[]): Promise<Film[]> => {
    const byId = new Map(opened().catalogue.films.map((film) => [film.id, film]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  },
  recommend: async (
    ratings: readonly OwnRating[],
    filter: TasteFilter,
    count: number,
  ): Promise<Recommendations> => (await recommender()).recommend(ratings, filter, count),
  explain: async (ids: readonly number[]): Promise<Reason[][] | undefined> =>
    (await recommender()).explain(ids),
  toCsv: async (ratings: readonly OwnRating[]): Promise<string> =>
    (await import('../ratings/ratings-csv.js')).ratingsToCsv(opened().catalogue, ratings),
  fromCsv: async (file: File): Promise<ReadRatings> =>
    (await import('../ratings/ratings-csv.js')).ratingsFromCsv(opened().catalogue, await file.text()),
};

/** The type of the worker's verbs, for the page. */
export type Verbs = typeof verbs;

expose(verbs);
