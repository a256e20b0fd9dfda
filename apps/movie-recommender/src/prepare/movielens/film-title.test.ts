import { expect, it } from 'vitest';
import { filmTitle } from './film-title.js';

it.each([
  ['Toy Story (1995)', 'Toy Story', 1995],
  ['Usual Suspects, The (1995)', 'The Usual Suspects', 1995],
  ['Misérables, Les (1995)', 'Les Misérables', 1995],
  ["Avventura, L' (1960)", "L'Avventura", 1960],
  ['Godfather: Part II, The (1974)', 'The Godfather: Part II', 1974],
  ['Postino, Il (The Postman) (1994)', 'Il Postino (The Postman)', 1994],
  [
    'City of Lost Children, The (Cité des enfants perdus, La) (1995)',
    'The City of Lost Children (La Cité des enfants perdus)',
    1995,
  ],
  [
    'Land Before Time III: The Time of the Great Giving (1995) (V)',
    'Land Before Time III: The Time of the Great Giving (1995) (V)',
    undefined,
  ],
  ['Twin Town (1997) ', 'Twin Town', 1997],
  ['Fawlty Towers (1975–1979)', 'Fawlty Towers', 1975],
  ['1941 (1979)', '1941', 1979],
  ['Lost', 'Lost', undefined],
  ['unknown', 'unknown', undefined],
])('%s', (text, title, year) => {
  expect(filmTitle(text)).toEqual({ title, year });
});
