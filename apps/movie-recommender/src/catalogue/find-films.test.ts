import { expect, it } from 'vitest';
import { catalogueOf, film } from '../testing/some-films.js';
import { type FilmQuery, filmFinder } from './find-films.js';

const find = filmFinder(
  catalogueOf([
    film(0, { title: 'Les Misérables', year: 1995, count: 5 }),
    film(1, { title: 'The Usual Suspects', year: 1995, count: 50, genres: ['Crime', 'Thriller'] }),
    film(2, { title: 'M*A*S*H', year: 1970, count: 20, genres: ['Comedy'] }),
  ]),
);
const titles = (query: Partial<FilmQuery>) =>
  find({ list: 'popular', limit: 10, ...query }).films.map(({ title }) => title);

it('finds by beginnings of words of titles and years, whatever the accents, capitals and order', () => {
  expect(titles({ text: 'miserables' })).toEqual(['Les Misérables']);
  expect(titles({ text: '  SUSPECTS usual ' })).toEqual(['The Usual Suspects']);
  expect(titles({ text: '1995' })).toEqual(['The Usual Suspects', 'Les Misérables']);
  for (const text of ['m*a*s', 'mash']) expect(titles({ text })).toEqual(['M*A*S*H']);
  expect(titles({ text: 'able' })).toEqual([]);
  expect(titles({ text: 'nothing like it' })).toEqual([]);
});

it('lists by popularity or as far apart as planned, by genre, without some, up to a limit', () => {
  expect(titles({})).toEqual(['The Usual Suspects', 'M*A*S*H', 'Les Misérables']);
  expect(titles({ list: 'spread' })).toEqual(['M*A*S*H', 'Les Misérables']);
  expect(titles({ genre: 'Thriller' })).toEqual(['The Usual Suspects']);
  expect(titles({ except: [101] })).toEqual(['M*A*S*H', 'Les Misérables']);
  expect(find({ list: 'popular', limit: 1 })).toMatchObject({ films: [{ id: 101 }], total: 3 });
});
