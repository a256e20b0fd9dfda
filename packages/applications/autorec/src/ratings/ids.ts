import { checkInteger, DataError, ModelFormatError } from '@autoencoders/errors';

/** What names a user or an item: text or a finite number. `1` and `'1'` are two ids. */
export type Id = string | number;

/** Ids as JSON: a list, or how many there are where they are 0, 1, 2, … */
export type IdsJson = readonly Id[] | { readonly count: number };

/** The ids of users or items, numbered from 0. */
export interface Ids {
  readonly size: number;
  /** The id of a number from 0 to `size - 1`. */
  at(index: number): Id;
  /** The number of an id, `undefined` where it is unknown. */
  indexOf(id: Id): number | undefined;
  toJSON(): IdsJson;
}

/** A column of ids: an array of text and numbers, or a typed array. */
export type IdColumn = readonly Id[] | Int32Array | Uint32Array | Uint16Array | Uint8Array | Float64Array;

/**
 * Numbers distinct ids in the order of a list.
 *
 * @throws {DataError} naming an id that is there twice, or is neither text nor a finite number.
 */
export function idsOf(list: IdColumn): Ids {
  const found = numbered(list);
  if (found.ids.size === list.length) return found.ids;
  const twice = found.numbers.findIndex((number, index) => number !== index);
  throw new DataError(`the id ${shown(list[twice]!)} is in the list twice: give each once`);
}

/** The ids 0 to `count - 1`, without a table. @throws {OptionError} unless the count is an integer of at least 1. */
export function countedIds(count: number): Ids {
  checkInteger('count', count);
  return {
    size: count,
    at: (index) => index,
    indexOf: (id) =>
      typeof id === 'number' && Number.isInteger(id) && id >= 0 && id < count ? id : undefined,
    toJSON: () => ({ count }),
  };
}

/**
 * Numbers the ids of a column in the order in which they come up.
 *
 * @returns the ids, and the number of each cell.
 * @throws {DataError} naming the first cell that is neither text nor a finite number.
 */
export function numbered(column: IdColumn): { readonly ids: Ids; readonly numbers: Int32Array } {
  const index = new Map<Id, number>();
  const list: Id[] = [];
  const numbers = new Int32Array(column.length);
  for (let cell = 0; cell < column.length; cell++) {
    const id = column[cell]!;
    let number = index.get(id);
    if (number === undefined) {
      checkId(id, cell);
      number = list.length;
      index.set(id, number);
      list.push(id);
    }
    numbers[cell] = number;
  }
  return { ids: listedIds(list, index), numbers };
}

/**
 * The numbers that known ids give the cells of a column.
 *
 * @param what names the ids in messages: `'user'`
 * @throws {DataError} naming the first cell whose id is unknown.
 */
export function numbersOf(column: IdColumn, ids: Ids, what: string): Int32Array {
  const numbers = new Int32Array(column.length);
  for (let cell = 0; cell < column.length; cell++) numbers[cell] = knownNumber(ids, column[cell]!, what);
  return numbers;
}

/** The number of an id. @throws {DataError} naming an id that is unknown, and what is known. */
export function knownNumber(ids: Ids, id: Id, what: string): number {
  const number = ids.indexOf(id);
  if (number !== undefined) return number;
  throw new DataError(
    `there is no ${what} ${shown(id)}: the ${ids.size} known begin with ${shown(ids.at(0))}, a ${typeof ids.at(0)}`,
  );
}

/** Ids from JSON, as they were saved. @throws {ModelFormatError} when it is not a list of ids. */
export function idsFromJson(json: unknown): Ids {
  try {
    if (Array.isArray(json) && json.length > 0) return idsOf(json as Id[]);
    return countedIds((json as { count: number }).count);
  } catch (error) {
    throw new ModelFormatError(`${JSON.stringify(json)?.slice(0, 80)} are not ids`, { cause: error });
  }
}

function listedIds(list: readonly Id[], index: ReadonlyMap<Id, number>): Ids {
  return {
    size: list.length,
    at: (number) => list[number]!,
    indexOf: (id) => index.get(id),
    toJSON: () => list,
  };
}

function checkId(id: unknown, cell: number): void {
  if (typeof id === 'string' || (typeof id === 'number' && Number.isFinite(id))) return;
  throw new DataError(`cell ${cell} holds the id ${shown(id)}: give text or finite numbers`);
}

function shown(id: unknown): string {
  return typeof id === 'string' ? `'${id}'` : String(id);
}
