import { ModelFormatError } from '@autoencoders/errors';
import { expect, it } from 'vitest';
import { catalogueOf, film } from '../testing/some-films.js';
import { readCatalogue, writeCatalogue } from './catalogue.js';

const catalogue = catalogueOf([
  film(0, { genres: ['Horror', 'Comedy'], mean: 3.25 }),
  film(1, { title: 'Les Misérables', year: undefined, genres: [] }),
  film(2, { genres: ['Comedy'], count: 0, mean: 0 }),
]);

it('is read as it was written', () => {
  expect(readCatalogue(writeCatalogue(catalogue), 'it')).toEqual(catalogue);
});

it('says what is wrong with another file', () => {
  for (const text of ['<!doctype html>', '{}', 'null', '{"format":"film-catalogue","version":2}']) {
    expect(() => readCatalogue(text, 'model/catalogue.json')).toThrow(ModelFormatError);
    expect(() => readCatalogue(text, 'model/catalogue.json')).toThrow('model/catalogue.json is no catalogue');
  }
  const cut = JSON.parse(writeCatalogue(catalogue));
  cut.films.title.pop();
  expect(() => readCatalogue(JSON.stringify(cut), 'it')).toThrow('it is damaged');
});
