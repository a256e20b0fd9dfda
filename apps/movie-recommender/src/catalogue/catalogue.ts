import { ModelFormatError } from '@autoencoders/errors';

/** A film that can be rated. */
export interface Film {
  /** What the recommender calls it. */
  readonly id: number;
  /** Its place in the catalogue. */
  readonly index: number;
  readonly title: string;
  readonly year: number | undefined;
  readonly genres: readonly string[];
  /** How many people's ratings the model has learnt from. */
  readonly count: number;
  /** Their mean; 0 where there are none. */
  readonly mean: number;
}

/** Where films come from: nowhere, or a copy of MovieLens. */
export type FilmSource = 'made-up' | 'movielens';

/** How well the model predicts. */
export interface Figures {
  readonly people: number;
  /** Ratings learnt from. */
  readonly ratings: number;
  /** Ratings that were held out. */
  readonly heldOut: number;
  /** Root mean squared error on them, in stars. */
  readonly rmse: number;
  /** The same of biases alone. */
  readonly baselineRmse: number;
}

/** Films, and what is known of the model that was trained on their ratings. */
export interface Catalogue {
  readonly source: FilmSource;
  readonly name: string;
  readonly figures: Figures;
  readonly films: readonly Film[];
  /** Places of known films, each as unlike those before it as can be: worth rating first. */
  readonly spread: readonly number[];
}

/** As it is written: a column for each property of films. */
interface CatalogueJson extends Omit<Catalogue, 'films'> {
  readonly format: 'film-catalogue';
  readonly version: 1;
  readonly genres: readonly string[];
  readonly films: {
    readonly id: readonly number[];
    readonly title: readonly string[];
    readonly year: readonly (number | null)[];
    /** Numbers of genres. */
    readonly genres: readonly (readonly number[])[];
    readonly count: readonly number[];
    readonly mean: readonly number[];
  };
}

/** The genres of some films, in the alphabet's order. */
export function genresOf(films: readonly Film[]): string[] {
  return [...new Set(films.flatMap((film) => film.genres))].sort();
}

/** A catalogue as JSON text. */
export function writeCatalogue({ films, ...rest }: Catalogue): string {
  const genres = genresOf(films);
  const json: CatalogueJson = {
    format: 'film-catalogue',
    version: 1,
    ...rest,
    genres,
    films: {
      id: films.map(({ id }) => id),
      title: films.map(({ title }) => title),
      year: films.map(({ year }) => year ?? null),
      genres: films.map((film) => film.genres.map((genre) => genres.indexOf(genre))),
      count: films.map(({ count }) => count),
      mean: films.map(({ mean }) => Math.round(mean * 100) / 100),
    },
  };
  return JSON.stringify(json);
}

/**
 * A catalogue from JSON text.
 *
 * @param name what messages call it
 * @throws {ModelFormatError} when it is none, or of another version.
 */
export function readCatalogue(text: string, name: string): Catalogue {
  const json = parsed(text, name);
  const { films, genres, source, name: title, figures, spread } = json;
  return {
    source,
    name: title,
    figures,
    spread,
    films: films.id.map((id, index) => ({
      id,
      index,
      title: films.title[index]!,
      year: films.year[index] ?? undefined,
      genres: films.genres[index]!.map((genre) => genres[genre]!),
      count: films.count[index]!,
      mean: films.mean[index]!,
    })),
  };
}

function parsed(text: string, name: string): CatalogueJson {
  let json: Partial<CatalogueJson> | null = null;
  try {
    json = JSON.parse(text);
  } catch {
    // Said below.
  }
  if (json?.format !== 'film-catalogue' || json.version !== 1) {
    throw new ModelFormatError(
      `${name} is no catalogue of films that this release knows: run prepare.mjs again`,
    );
  }
  const columns = Object.values(json.films ?? {});
  if (columns.length < 6 || columns.some(({ length }) => length !== columns[0]!.length)) {
    throw new ModelFormatError(`${name} is damaged: run prepare.mjs again`);
  }
  return json as CatalogueJson;
}
