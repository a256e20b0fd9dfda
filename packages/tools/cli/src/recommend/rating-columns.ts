import { OptionError } from '@autoencoders/errors';

/** Which columns of a table hold ratings, by the flags that name them. */
export interface RatingColumnFlags {
  readonly userColumn?: string;
  readonly itemColumn?: string;
  readonly ratingColumn?: string;
  readonly timeColumn?: string;
}

/** The columns of a table of ratings. */
export interface RatingColumnNames {
  readonly user: string;
  readonly item: string;
  /** Not there where a row says only that an item was chosen. */
  readonly rating: string | undefined;
  readonly time: string | undefined;
}

/** Names that columns commonly have, in lower case and letters alone; the first that is there is taken. */
const common = {
  user: 'user userid username uid member memberid customer customerid reviewer reviewerid person personid visitorid',
  item: 'item itemid iid movie movieid film filmid product productid asin book bookid isbn song songid track trackid artist artistid business businessid game gameid anime animeid article articleid title',
  rating: 'rating ratings userrating score stars overall preference',
  time: 'timestamp time date datetime unixreviewtime ratedat createdat',
} as const;

type Role = keyof typeof common;
const roles = ['user', 'item', 'rating', 'time'] as const satisfies readonly Role[];

/**
 * Finds the columns of users, items, ratings and times: those that flags name, then those with a common name such as
 * `userId`, `movie_id` or `timestamp`. A table without names has them in this order.
 *
 * @throws {OptionError} listing the columns when one is not there or cannot be guessed.
 */
export function ratingColumns(
  source: string,
  { columns, named }: { readonly columns: readonly string[]; readonly named: boolean },
  flags: RatingColumnFlags,
): RatingColumnNames {
  const given: Record<Role, string | undefined> = {
    user: flags.userColumn,
    item: flags.itemColumn,
    rating: flags.ratingColumn,
    time: flags.timeColumn,
  };
  for (const role of roles) {
    const name = given[role];
    if (name === undefined || columns.includes(name)) continue;
    throw new OptionError(
      `--${role}-column is '${name}', and ${source} has no such column: it has ${columns.join(', ')}`,
    );
  }
  const guessed = (role: Role) =>
    given[role] ?? (named ? guess(role, columns) : columns[roles.indexOf(role)]);
  const [user, item, rating, time] = roles.map(guessed);
  const missing = user === undefined ? 'user' : item === undefined ? 'item' : undefined;
  if (missing) {
    throw new OptionError(
      `which column of ${source} holds the ${missing}s? It has ${columns.join(', ')}: name one with --${missing}-column`,
    );
  }
  return { user: user!, item: item!, rating, time };
}

/** Whether a name is one that a column of users commonly has. */
export function namesUsers(name: string): boolean {
  return common.user.split(' ').includes(bare(name));
}

function guess(role: Role, columns: readonly string[]): string | undefined {
  for (const name of common[role].split(' ')) {
    const found = columns.find((column) => bare(column) === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}
