import { type Ratings, ratingsOf } from '@autoencoders/autorec';
import type { FilmDescription } from '../prepare-films.js';
import type { Draws } from './draws.js';

/** How many people rate how many films each. */
export interface Crowd {
  readonly people: number;
  readonly each: number;
}

/** Standard deviations, in stars. */
const spread = { taste: 1, era: 0.15, quality: 0.2, person: 0.1, noise: 0.3 };
const mean = 2.9;

/**
 * Ratings by people who do not exist. Each has a liking for every genre, for old or new films, and a mood of their own;
 * each film a quality: `r = mean + mood + quality + liking of its genres + liking of its time + noise`, in whole stars.
 * People watch what is well known and what they like. Films have the ids 1, 2, …
 */
export async function madeUpRatings(
  films: readonly FilmDescription[],
  { people, each }: Crowd,
  draws: Draws,
): Promise<Ratings> {
  const genres = [...new Set(films.flatMap((film) => film.genres))];
  const numbers = films.map((film) => film.genres.map((genre) => genres.indexOf(genre)));
  const count = films.length;
  const [tastes, eras, moods, qualities, fame, keys, noise] = await Promise.all([
    draws.normal('tastes', people * genres.length),
    draws.normal('eras', people),
    draws.normal('moods', people),
    draws.normal('qualities', count),
    draws.normal('fame', count),
    draws.uniform('keys', people * count),
    draws.normal('noise', people * count),
  ]);
  const columns = { user: [] as number[], item: [] as number[], rating: [] as number[] };
  for (let person = 0; person < people; person++) {
    const liking = films.map(({ year = 1980 }, film) => {
      const own = numbers[film]!;
      const taste = own.reduce((sum, genre) => sum + tastes[person * genres.length + genre]!, 0);
      // Of two genres half of each, with the same variance as one.
      return (
        (spread.taste * taste) / Math.sqrt(own.length) + (spread.era * eras[person]! * (year - 1980)) / 25
      );
    });
    // The films of the least keys `-log(u) / w`: drawn without replacement by the weights w.
    const watched = films
      .map((_, film) => {
        const weight = Math.exp(0.8 * fame[film]! + 0.5 * liking[film]!);
        return { film, key: -Math.log(keys[person * count + film]! + 1e-9) / weight };
      })
      .sort((a, b) => a.key - b.key)
      .slice(0, each);
    for (const { film } of watched) {
      const rating =
        mean +
        spread.person * moods[person]! +
        spread.quality * qualities[film]! +
        liking[film]! +
        spread.noise * noise[person * count + film]!;
      columns.user.push(person + 1);
      columns.item.push(film + 1);
      columns.rating.push(Math.min(5, Math.max(1, Math.round(rating))));
    }
  }
  return ratingsOf(columns, { range: [1, 5], items: films.map((_, film) => film + 1) });
}
