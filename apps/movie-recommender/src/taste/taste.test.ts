import { useBackend } from '@autoencoders/autorec';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someFilms } from '../testing/some-films.js';
import { reasonsFor } from './reasons.js';
import { tasteOf, wellKnown } from './taste.js';

let some: ReturnType<typeof someFilms>;
beforeAll(async () => {
  await useBackend('cpu');
  some = someFilms();
});
afterAll(() => some.dispose());

const own = [
  { item: 100, rating: 5 },
  { item: 104, rating: 4 },
  { item: 103, rating: 1 },
];

describe('a taste', () => {
  it('foretells what folding in does, and recommends the best that were not rated', async () => {
    const { catalogue, model } = some;
    const before = tf.memory().numTensors;
    const taste = await tasteOf(model, catalogue, own);
    const user = await model.foldIn(own);
    expect([...taste.stars]).toEqual(catalogue.films.map(({ id }) => Math.fround(user.predict(id))));
    const left = catalogue.films.filter(({ id }) => own.every(({ item }) => item !== id));
    const sorted = left.map(({ id }) => user.predict(id)).sort((a, b) => b - a);
    const best = await taste.best(20, { fame: 'any' });
    expect(best.map(({ stars }) => stars)).toEqual(sorted);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('recommends only what passes', async () => {
    const { catalogue, model } = some;
    const taste = await tasteOf(model, catalogue, own);
    const ids = async (filter: Parameters<typeof taste.best>[1]) =>
      (await taste.best(20, filter)).map(({ film }) => film.id).sort();
    expect(await ids({ fame: 'any', genre: 'Comedy' })).toEqual([101, 105, 107, 109, 111]);
    expect(await ids({ fame: 'any', years: [1995, 1996] })).toEqual([105, 106]);
    // Counts are 1 to 12: the upper quarter begins with 10.
    expect(wellKnown(catalogue.films)).toBe(10);
    expect(await ids({ fame: 'well-known' })).toEqual([109, 110, 111]);
    expect(await ids({ fame: 'lesser-known', genre: 'Horror' })).toEqual([102, 106, 108]);
    expect(await ids({ fame: 'any', genre: 'Western' })).toEqual([]);
  });

  it('is there before the first rating', async () => {
    const taste = await tasteOf(some.model, some.catalogue, []);
    expect(await taste.best(3, { fame: 'any' })).toHaveLength(3);
  });
});

describe('reasons', () => {
  it('are the ratings whose absence lowers a film the most', async () => {
    const { catalogue, model } = some;
    const taste = await tasteOf(model, catalogue, own);
    const found = await reasonsFor(model, catalogue, taste, [102, 105], async () => true);
    for (const [at, id] of [102, 105].entries()) {
      const all = (await model.foldIn(own)).predict(id);
      const drops = await Promise.all(
        own.map(async ({ item }) => {
          const without = await model.foldIn(own.filter((other) => other.item !== item));
          return { item, drop: all - without.predict(id) };
        }),
      );
      const expected = drops
        .filter(({ drop }) => drop >= 0.01)
        .sort((a, b) => b.drop - a.drop)
        .slice(0, 2);
      expect(found![at]!.map(({ film }) => film.id)).toEqual(expected.map(({ item }) => item));
      found![at]!.forEach(({ stars }, place) => {
        expect(stars).toBeCloseTo(expected[place]!.drop, 5);
      });
    }
    expect(found![0]!.length).toBeGreaterThan(0);
  });

  it('end when they are no longer wanted', async () => {
    const { catalogue, model } = some;
    const taste = await tasteOf(model, catalogue, own);
    let asked = 0;
    const found = await reasonsFor(model, catalogue, taste, [102], async () => ++asked < 2);
    expect([found, asked]).toEqual([undefined, 2]);
  });
});
