import { autoRec, type Recommender, ratingsOf } from '@autoencoders/autorec';
import type { Catalogue, Film } from '../catalogue/catalogue.js';

/** A film with what a test does not care about filled in. */
export function film(index: number, parts: Partial<Film> = {}): Film {
  const filled = { title: `Film ${index}`, year: 1990 + index, genres: ['Drama'], count: 10, mean: 3 };
  return { id: 100 + index, index, ...filled, ...parts };
}

/** A catalogue of some films. */
export function catalogueOf(films: readonly Film[]): Catalogue {
  const figures = { people: 2, ratings: 20, heldOut: 2, rmse: 1, baselineRmse: 1.1 };
  return { source: 'made-up', name: 'Some films', figures, films, spread: [2, 0] };
}

/** Films of two genres, and an untrained model of ratings by people who like one or the other. */
export function someFilms(): { catalogue: Catalogue; model: Recommender; dispose(): void } {
  const films = Array.from({ length: 12 }, (_, index) =>
    film(index, { genres: [index % 2 === 0 ? 'Horror' : 'Comedy'], count: index + 1 }),
  );
  const columns = { user: [] as number[], item: [] as number[], rating: [] as number[] };
  for (let user = 0; user < 20; user++) {
    for (const { id, index } of films) {
      if ((user * 7 + index * 5) % 4 === 0) continue;
      columns.user.push(user);
      columns.item.push(id);
      columns.rating.push(index % 2 === user % 2 ? 4 + ((user + index) % 2) : 1 + ((user + index) % 3));
    }
  }
  const ratings = ratingsOf(columns, { range: [1, 5], items: films.map(({ id }) => id) });
  const model = autoRec(ratings, { hidden: [8], biases: true, l2: 1, seed: 3 });
  return {
    catalogue: catalogueOf(films),
    model,
    dispose: () => {
      model.dispose();
      model.autoencoder.dispose();
    },
  };
}
