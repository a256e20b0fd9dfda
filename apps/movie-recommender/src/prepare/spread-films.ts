import type { Recommender } from '@autoencoders/autorec';
import type { Film } from '../catalogue/catalogue.js';

/** Well-known films to choose among, and how many are chosen. */
const known = 120;
const chosen = 40;

/**
 * Places of well-known films, beginning with the best known, each as little like those before it as can be: its
 * greatest cosine with one of them is the least. Ratings of these tell most about a taste.
 * Source: Gonzalez 1985, "Clustering to minimize the maximum intercluster distance" (farthest-first traversal).
 */
export async function spreadFilms(
  model: Pick<Recommender, 'similarItems'>,
  films: readonly Film[],
): Promise<number[]> {
  const left = new Map(
    films
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count)
      .slice(0, known)
      .map((film) => [film.id, { film, nearest: Number.NEGATIVE_INFINITY }]),
  );
  const order: number[] = [];
  while (order.length < chosen && left.size > 0) {
    let next = [...left.values()][0]!;
    for (const each of left.values()) if (each.nearest < next.nearest) next = each;
    order.push(next.film.index);
    left.delete(next.film.id);
    for (const { item, similarity } of await model.similarItems(next.film.id, films.length)) {
      const other = left.get(item as number);
      if (other) other.nearest = Math.max(other.nearest, similarity);
    }
  }
  return order;
}
