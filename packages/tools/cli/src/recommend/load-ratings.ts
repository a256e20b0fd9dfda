import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { countedIds, type Duplicates, type Id, idsOf, type Ratings, ratingsOf } from '@autoencoders/autorec';
import { movielens100k } from '@autoencoders/autorec/node';
import { scanTable, type TableHead, type TableScan } from '@autoencoders/data/node';
import { DataError, OptionError } from '@autoencoders/errors';
import { GrowingColumn } from '../growing-column.js';
import { type RatingColumnFlags, ratingColumns } from './rating-columns.js';

/** How ratings are read. */
export interface RatingReading extends RatingColumnFlags {
  readonly duplicates: Duplicates;
  /** The least and the greatest that a rating may be; left out: what is found. */
  readonly range?: readonly [minimum: number, maximum: number] | undefined;
}

/** Ratings that a source holds. */
export interface LoadedRatings {
  /** Users and items in the order in which they come up; ids of a table are text. */
  readonly ratings: Ratings;
  /** Whether there are ratings; each is 1 where a row says only that an item was chosen. */
  readonly rated: boolean;
  /** How many ratings of the same item by the same user were put together with others. */
  readonly repeated: number;
  /** Why a column that seemed to hold times is left out. */
  readonly untimed?: string | undefined;
  /** What items are called, where the source says. */
  readonly titles?: ReadonlyMap<Id, string>;
}

/** The source that is downloaded. */
export const movielensName = 'movielens-100k';

/**
 * Reads ratings from a CSV or Parquet file, MovieLens 100K by its name, or a folder of it. A file is read piece by
 * piece; some 30 bytes a rating and the ids are held.
 *
 * @throws {DataError} naming the line that cannot be used, or what cannot be read or downloaded.
 * @throws {OptionError} when a column is missing, or a flag has no use.
 */
export async function loadRatings(
  source: string,
  reading: RatingReading,
  cwd: string,
): Promise<LoadedRatings> {
  const path = resolve(cwd, source);
  const folder = existsSync(join(path, 'u.item'));
  if (source !== movielensName && !folder) return fromTable(path, source, reading);
  const flag = (['user', 'item', 'rating', 'time'] as const).find(
    (role) => reading[`${role}Column`] !== undefined,
  );
  if (flag) throw new OptionError(`--${flag}-column is for tables, and ${source} is none: leave it out`);
  const data = await movielens100k(folder ? { path } : {});
  return { ratings: await data.ratings(), rated: true, repeated: 0, titles: data.titles };
}

async function fromTable(path: string, source: string, reading: RatingReading): Promise<LoadedRatings> {
  const { range, duplicates } = reading;
  let rows: RatingRows | undefined;
  await scanTable(
    path,
    (head) => {
      rows = ratingRows(source, head, reading);
      return rows;
    },
    source,
  );
  const { users, items, user, item, rating, places, unit, rated } = rows!;
  const { times, untimed } = rows!.timing();
  const [numbers, columns] = [user.values(), item.values()];
  const ratings = ratingsOf(
    { user: numbers, item: columns, rating: rating.values(), ...(times ? { time: times } : {}) },
    {
      users: countedIds(users.length),
      items: countedIds(items.length),
      // Repeated ratings are found below, with their lines.
      duplicates: duplicates === 'error' ? 'last' : duplicates,
      ...(range ? { range } : {}),
    },
  );
  const repeated = numbers.length - ratings.size;
  if (repeated > 0 && duplicates === 'error') {
    const [first, second] = firstRepetition(ratings, numbers, columns);
    const [who, what] = [users[numbers[second]!]!, items[columns[second]!]!];
    const [before, after] = [places.values()[first]!, places.values()[second]!];
    throw new DataError(
      `${source}, ${unit} ${after}: user '${who}' rates item '${what}' again, after ${unit} ${before}: keep the last with --duplicates last, or their mean with --duplicates mean`,
    );
  }
  return { ratings: { ...ratings, users: idsOf(users), items: idsOf(items) }, rated, repeated, untimed };
}

interface RatingRows extends TableScan {
  readonly users: readonly string[];
  readonly items: readonly string[];
  readonly user: GrowingColumn<Int32Array>;
  readonly item: GrowingColumn<Int32Array>;
  readonly rating: GrowingColumn<Float32Array>;
  timing(): { readonly times?: Float64Array; readonly untimed?: string };
  /** The line or row of each. */
  readonly places: GrowingColumn<Int32Array>;
  readonly unit: TableHead['unit'];
  readonly rated: boolean;
}

/** Takes rows of a table one by one. */
function ratingRows(source: string, head: TableHead, { range, ...flags }: RatingReading): RatingRows {
  const names = ratingColumns(source, head, flags);
  const [users, items] = [new Numbering(), new Numbering()];
  const user = new GrowingColumn((length) => new Int32Array(length));
  const item = new GrowingColumn((length) => new Int32Array(length));
  const rating = new GrowingColumn((length) => new Float32Array(length));
  const time = new GrowingColumn((length) => new Float64Array(length));
  const places = new GrowingColumn((length) => new Int32Array(length));
  const wrong = (place: number, what: string) => new DataError(`${source}, ${head.unit} ${place}: ${what}`);
  const optional = [names.rating, names.time].filter((name) => name !== undefined);
  const timeAt = names.rating === undefined ? 2 : 3;

  function ratingOf(cell: string, place: number): number {
    const value = cell === '' ? Number.NaN : Number(cell);
    if (!Number.isFinite(Math.fround(value))) {
      throw wrong(place, `the rating in column '${names.rating}' is '${cell}', expected a number`);
    }
    if (range && (value < range[0] || value > range[1])) {
      throw wrong(place, `the rating is ${cell}, out of the range from ${range[0]} to ${range[1]}`);
    }
    return value;
  }
  let untimed: string | undefined;
  function takeTime(cell: string, place: number): void {
    const value = /^\d{4}-\d\d-\d\d/.test(cell) ? Date.parse(cell) : cell === '' ? Number.NaN : Number(cell);
    if (Number.isFinite(value)) {
      time.push(value);
      return;
    }
    const error = wrong(
      place,
      `the time in column '${names.time}' is '${cell}', expected a number or 2024-05-31`,
    );
    // A column that was only guessed may be none of times.
    if (flags.timeColumn !== undefined) throw error;
    untimed = error.message;
  }

  return {
    columns: [names.user, names.item, ...optional],
    users: users.names,
    items: items.names,
    user,
    item,
    rating,
    timing: () =>
      untimed === undefined ? (names.time === undefined ? {} : { times: time.values() }) : { untimed },
    places,
    unit: head.unit,
    rated: names.rating !== undefined,
    row(cells, place) {
      const [who, what] = [cells[0]!, cells[1]!];
      if (who === '') throw wrong(place, `there is no user in column '${names.user}'`);
      if (what === '') throw wrong(place, `there is no item in column '${names.item}'`);
      user.push(users.numberOf(who));
      item.push(items.numberOf(what));
      rating.push(names.rating === undefined ? 1 : ratingOf(cells[2]!, place));
      if (names.time !== undefined && untimed === undefined) takeTime(cells[timeAt]!, place);
      places.push(place);
    },
  };
}

/** Numbers names in the order in which they come up. */
class Numbering {
  readonly names: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    // A copy: a part of a file's text would keep the whole of it.
    const own = Buffer.from(name).toString();
    this.#numbers.set(own, this.names.length);
    return this.names.push(own) - 1;
  }
}

/** The first row whose user and item an earlier one has, after that. */
function firstRepetition(
  { byUser: { offsets, columns } }: Ratings,
  users: Int32Array,
  items: Int32Array,
): readonly [first: number, second: number] {
  const firsts = new Int32Array(columns.length).fill(-1);
  for (let row = 0; row < users.length; row++) {
    let [low, high] = [offsets[users[row]!]!, offsets[users[row]! + 1]! - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (columns[middle]! < items[row]!) low = middle + 1;
      else high = middle;
    }
    if (firsts[low]! >= 0) return [firsts[low]!, row];
    firsts[low] = row;
  }
  throw new Error('no user rates an item twice');
}
