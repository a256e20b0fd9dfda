import { DataError } from '@autoencoders/errors';
import { expect, it } from 'vitest';
import { catalogueOf, film } from '../testing/some-films.js';
import { ratingsFromCsv, ratingsToCsv } from './ratings-csv.js';

const catalogue = catalogueOf([
  film(0, { title: 'Good, Bad, "Ugly"', year: 1966 }),
  film(1, { title: 'Sabrina', year: 1954 }),
  film(2, { title: 'Sabrina', year: 1995 }),
  film(3, { title: 'Heat', year: undefined }),
]);

it('reads what it writes', () => {
  const ratings = [
    { item: 103, rating: 2 },
    { item: 100, rating: 5 },
    { item: 102, rating: 1 },
  ];
  const csv = ratingsToCsv(catalogue, ratings);
  expect(csv).toBe(
    'id,title,year,rating\n103,Heat,,2\n100,"Good, Bad, ""Ugly""",1966,5\n102,Sabrina,1995,1\n',
  );
  expect(ratingsFromCsv(catalogue, csv)).toEqual({ ratings, unknown: [] });
});

it('goes by titles where ids are of another catalogue, and names what it does not know', () => {
  const csv = 'ID;Title;Year;Rating\n7;heat;;4\n101;Casablanca;1942;5\n8;Sabrina;1954;3\n9;Sabrina;;3\n';
  expect(ratingsFromCsv(catalogue, csv)).toEqual({
    ratings: [
      { item: 103, rating: 4 },
      { item: 101, rating: 3 },
    ],
    // Which Sabrina it was is not said.
    unknown: ['Casablanca', 'Sabrina'],
  });
});

it('takes ids alone, and the last of two ratings', () => {
  const { ratings } = ratingsFromCsv(catalogue, 'id,rating\n100,1\n103,2\n100,4\n');
  expect(ratings).toEqual([
    { item: 103, rating: 2 },
    { item: 100, rating: 4 },
  ]);
});

it.each([
  ['film,stars\nHeat,3\n', "the columns film, stars: it needs 'rating'"],
  ['title,rating\nHeat,6\n', "rating 1: '6' is not a whole number from 1 to 5"],
  ['title,rating\nHeat,good\n', "'good' is not a whole number"],
  ['', 'the file is empty'],
])('says what is wrong with a file (%#)', (text, message) => {
  expect(() => ratingsFromCsv(catalogue, text)).toThrow(DataError);
  expect(() => ratingsFromCsv(catalogue, text)).toThrow(message);
});
