import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ratingsOfUser, syntheticRatings } from '@autoencoders/autorec';

/** A rating as a row of a table. */
export interface RatingRow {
  readonly user: string;
  readonly item: string;
  readonly rating: number;
  readonly time: number;
}

/** Ratings of 60 people of two tastes, of 30 films; ids are text, some with a comma. */
export async function ratingRows(): Promise<RatingRow[]> {
  const ratings = await syntheticRatings({
    users: 60,
    items: 30,
    ratings: 1200,
    rank: 1,
    noise: 0.2,
    seed: 3,
  });
  return Array.from({ length: 60 }, (_, user) =>
    ratingsOfUser(ratings, user).map(({ item, rating }, at) => ({
      user: `user ${user}`,
      item: Number(item) % 7 === 0 ? `Film, the ${item}` : `Film ${item}`,
      rating,
      time: 1_700_000_000 + 100 * at + user,
    })),
  ).flat();
}

/** Writes tables of ratings into a folder, and returns the rows of `ratings.csv`. */
export async function writeRatings(folder: string): Promise<RatingRow[]> {
  const rows = await ratingRows();
  const quoted = (cell: string | number) => (String(cell).includes(',') ? `"${cell}"` : String(cell));
  const write = (name: string, columns: readonly (keyof RatingRow)[], names: readonly string[], of = rows) =>
    writeFileSync(
      join(folder, name),
      [names, ...of.map((row) => columns.map((column) => row[column]))]
        .map((cells) => cells.map(quoted).join(','))
        .join('\n'),
    );
  const all = ['user', 'item', 'rating', 'time'] as const;
  write('ratings.csv', all, ['userId', 'movie_id', 'rating', 'timestamp']);
  write('odd.csv', ['rating', 'user', 'item'], ['points', 'who', 'what']);
  write(
    'clicks.csv',
    ['user', 'item'],
    ['user', 'item'],
    rows.filter(({ rating }) => rating >= 4),
  );
  const [first, second, third] = rows as [RatingRow, RatingRow, RatingRow];
  write('twice.csv', all, all, [...rows, { ...second, rating: 6 - second.rating }, third]);
  write('high.csv', all, all, [first, { ...second, rating: 9 }, third]);
  write(
    'equal.csv',
    all,
    all,
    rows.map((row) => ({ ...row, rating: 3 })),
  );
  write('strange.csv', all, all, [{ ...first, item: 'none' }]);
  // Someone of the taste of user 3, and user 5 with one more film.
  const like = rows.filter(({ user }) => user === 'user 3').map((row) => ({ ...row, user: 'zoe' }));
  write('new.csv', all, all, [
    ...like,
    { ...first, user: 'user 5', rating: 1 },
    { ...first, user: 'zoe', item: 'none' },
  ]);
  writeFileSync(
    join(folder, 'numbered.tsv'),
    rows
      .map(({ user, item, rating, time }) => [user.slice(5), /\d+/.exec(item)![0], rating, time].join('\t'))
      .join('\n'),
  );
  const files = {
    'who.txt': 'userId\nuser 3\n\nuser 7\nuser 3\n',
    'nobody.txt': 'user\n',
    'stranger.txt': 'user 3\nmallory\n',
    'text.csv': 'user,item,rating\nann,Alien,5\nbob,Alien,good\n',
    'holes.csv': 'user,item,rating\nann,Alien,5\n,Alien,4\n',
    'columns.csv': 'a,b,c\nx,y,z\n',
    'dates.csv':
      'user,item,rating,date\nann,Alien,5,2024-05-31\nbob,Alien,4,31/05/2024\nbob,Brazil,3,2024-06-01\nann,Brazil,3,2024-06-01\n',
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return rows;
}
