import { useBackend } from '@autoencoders/autorec';
import type { Files } from '@autoencoders/core';
import { drawsOf } from './made-up/draws.js';
import { madeUpFilms } from './made-up/made-up-films.js';
import { madeUpRatings } from './made-up/made-up-ratings.js';
import { type PreparedFilms, type PrepareOptions, prepareFilms } from './prepare-films.js';

const films = 200;
const crowd = { people: 600, each: 50 };

/** How the model of films that do not exist is trained: small, for it ships with the page. */
export const madeUpOptions: PrepareOptions = {
  epochs: 100,
  hidden: 20,
  l2: { encoder: 2, decoder: 20 },
  learningRate: 0.02,
  seed: 1,
};

/** Makes films that do not exist, ratings of them, and a model of these: the same by the same seed. */
export async function prepareMadeUp(options: PrepareOptions = madeUpOptions): Promise<PreparedFilms> {
  const draws = drawsOf(options.seed);
  const described = await madeUpFilms(films, draws);
  return prepareFilms(
    {
      source: 'made-up',
      name: 'Made-up films',
      films: new Map(described.map((film, index) => [index + 1, film])),
      ratings: await madeUpRatings(described, crowd, draws),
    },
    options,
  );
}

/** The files that ship with the page. */
export async function madeUpFiles(): Promise<Files> {
  // Matrices as small as these gain nothing by threads.
  await useBackend('wasm', { threads: 1 });
  return (await prepareMadeUp()).files;
}
