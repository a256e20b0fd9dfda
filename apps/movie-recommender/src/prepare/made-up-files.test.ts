import { useBackend } from '@autoencoders/autorec';
import { beforeAll, expect, it } from 'vitest';
import { readCatalogue } from '../catalogue/catalogue.js';
import { drawsOf } from './made-up/draws.js';
import { madeUpFilms } from './made-up/made-up-films.js';
import { madeUpRatings } from './made-up/made-up-ratings.js';
import { madeUpOptions, prepareMadeUp } from './made-up-files.js';

beforeAll(() => useBackend('wasm', { threads: 1 }));

it('makes films of every genre, none of them twice, the same by the same seed', async () => {
  const films = await madeUpFilms(200, drawsOf(1));
  expect(new Set(films.map(({ title }) => title)).size).toBe(200);
  const genres = new Set(films.map(({ genres: [first] }) => first));
  expect(genres.size).toBe(10);
  for (const genre of genres) expect(films.filter(({ genres: [first] }) => first === genre)).toHaveLength(20);
  for (const film of films) {
    expect(new Set(film.genres).size).toBe(film.genres.length);
    expect(film.year).toBeGreaterThanOrEqual(1935);
    expect(film.year).toBeLessThanOrEqual(2024);
  }
  expect(await madeUpFilms(200, drawsOf(1))).toEqual(films);
  expect(await madeUpFilms(200, drawsOf(2))).not.toEqual(films);
});

it('has people who like genres', async () => {
  const films = await madeUpFilms(60, drawsOf(3));
  const { byUser, size, range } = await madeUpRatings(films, { people: 80, each: 30 }, drawsOf(3));
  expect([size, range]).toEqual([2400, [1, 5]]);
  expect(new Set(byUser.values)).toEqual(new Set([1, 2, 3, 4, 5]));
  // Two ratings by one person are closer to each other where they are of one genre.
  let [same, other, sames, others] = [0, 0, 0, 0];
  for (let person = 0; person < 80; person++) {
    for (let a = person * 30; a < person * 30 + 30; a++) {
      for (let b = person * 30; b < a; b++) {
        const apart = (byUser.values[a]! - byUser.values[b]!) ** 2;
        const [one, two] = [byUser.columns[a]!, byUser.columns[b]!].map((item) => films[item]!.genres[0]);
        if (one === two) [same, sames] = [same + apart, sames + 1];
        else [other, others] = [other + apart, others + 1];
      }
    }
  }
  expect(same / sames).toBeLessThan(0.7 * (other / others));
});

it('learns more than averages within seconds, in a file under 300 kB', async () => {
  const { catalogue, files } = await prepareMadeUp({ ...madeUpOptions, epochs: 40 });
  expect(catalogue.figures.rmse).toBeLessThan(0.85 * catalogue.figures.baselineRmse);
  expect(files.get('model.gz')!.length + files.get('catalogue.json')!.length).toBeLessThan(300_000);
  // What is worth rating first is of many genres.
  const first = catalogue.spread.slice(0, 10).map((index) => catalogue.films[index]!.genres[0]);
  expect(new Set(first).size).toBeGreaterThanOrEqual(6);
  expect(new Set(catalogue.spread).size).toBe(40);
  const text = new TextDecoder().decode(files.get('catalogue.json'));
  expect(readCatalogue(text, 'it').source).toBe('made-up');
});
