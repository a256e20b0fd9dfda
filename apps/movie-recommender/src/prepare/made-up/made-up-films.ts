import type { FilmDescription } from '../prepare-films.js';
import type { Draws } from './draws.js';
import { genreWords, places } from './words.js';

const genres = Object.keys(genreWords);
const years = { first: 1935, last: 2024 };

/**
 * Films that do not exist: of each genre as many, half of them of a second one too, with titles put together of words
 * that suit the first, none of them twice.
 */
export async function madeUpFilms(count: number, draws: Draws): Promise<FilmDescription[]> {
  const drawn = await draws.uniform('films', count * 3);
  const places = new Map<string, number>();
  return Array.from({ length: count }, (_, index) => {
    const [year, second, mixed] = drawn.subarray(index * 3, index * 3 + 3) as unknown as number[];
    const genre = genres[index % genres.length]!;
    const other = genres[(index + 1 + Math.floor(second! * (genres.length - 1))) % genres.length]!;
    const place = places.get(genre) ?? 0;
    places.set(genre, place + 1);
    return {
      title: titleOf(genre, place),
      // More of late, as there are of real ones.
      year: Math.round(years.last - (years.last - years.first) * year! ** 2),
      genres: mixed! < 0.5 ? [genre] : [genre, other],
    };
  });
}

/** The title of a genre's film with this number: adjectives, nouns and forms change at different paces. */
function titleOf(genre: string, number: number): string {
  const { adjectives, nouns } = genreWords[genre]!;
  const noun = nouns[number % nouns.length]!;
  const turn = Math.floor(number / nouns.length);
  const adjective = adjectives[(number + turn) % adjectives.length]!;
  const place = places[(number + genre.length) % places.length]!;
  switch (turn % 4) {
    case 0:
      return `The ${adjective} ${noun}`;
    case 1:
      return `${article(noun)}${noun} in ${place}`;
    case 2:
      return `The ${adjective} ${noun} of ${place}`;
    default:
      return `${adjective}, ${adjectives[(number + turn + 2) % adjectives.length]}`;
  }
}

function article(noun: string): string {
  if (/s$/.test(noun)) return '';
  return /^[AEIOU]/.test(noun) ? 'An ' : 'A ';
}
