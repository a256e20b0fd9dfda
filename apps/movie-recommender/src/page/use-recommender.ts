import { messageOf, useLatest } from '@autoencoders/app-kit';
import { useCallback, useEffect, useState } from 'react';
import type { Film } from '../catalogue/catalogue.js';
import { keepRatings, keptRatings } from '../ratings/kept-ratings.js';
import type { Reason } from '../taste/reasons.js';
import type { OwnRating, TasteFilter } from '../taste/taste.js';
import type { FilmSetSummary } from '../worker/main.js';
import type { Recommendations } from '../worker/recommending.js';
import { worker } from './worker.js';

/** How many films are recommended. */
const count = 12;

/** Ratings, and what follows from them. */
export interface UsedRecommender {
  readonly summary: FilmSetSummary;
  /** In the order in which they were given. */
  readonly ratings: readonly OwnRating[];
  readonly filter: TasteFilter;
  readonly recommendations: Recommendations | undefined;
  /** Reasons by film; they come a little later. */
  readonly reasons: ReadonlyMap<number, readonly Reason[]>;
  /** What is told to those who do not see the list change. */
  readonly news: string;
  readonly problem: string | undefined;
  /** Gives a film stars, or takes them back. */
  rate(film: Film, stars: number | undefined): void;
  replace(ratings: readonly OwnRating[], news: string): void;
  setFilter(filter: TasteFilter): void;
}

/** Keeps the ratings of a set of films, and has the worker recommend as soon as one changes. */
export function useRecommender(summary: FilmSetSummary): UsedRecommender {
  const [ratings, setRatings] = useState(() => keptRatings(summary.name));
  const [filter, setFilter] = useState<TasteFilter>({ fame: 'any' });
  const [recommendations, setRecommendations] = useState<Recommendations>();
  const [reasons, setReasons] = useState<UsedRecommender['reasons']>(new Map());
  const [news, setNews] = useState('');
  const [problem, setProblem] = useState<string>();
  const [checked, setChecked] = useState(false);

  // Another model may lack what was rated before.
  useEffect(() => {
    void worker()
      .films(ratings.map(({ item }) => item))
      .then((known) => {
        const ids = new Set(known.map(({ id }) => id));
        setRatings((all) =>
          all.every(({ item }) => ids.has(item)) ? all : all.filter(({ item }) => ids.has(item)),
        );
        setChecked(true);
      });
  }, []);

  useEffect(() => {
    if (checked && !keepRatings(summary.name, ratings)) {
      setProblem(
        'This browser does not keep the ratings: they are lost when the page is closed. Export them.',
      );
    }
  }, [checked, ratings, summary.name]);

  useLatest(async () => {
    if (!checked) return;
    try {
      setRecommendations(await worker().recommend(ratings, filter, count));
      setProblem(undefined);
    } catch (error) {
      setProblem(messageOf(error));
    }
  }, [checked, ratings, filter]);

  useLatest(async () => {
    const ids = recommendations?.best.map(({ film }) => film.id) ?? [];
    if (ids.length === 0 || ratings.length === 0) return setReasons(new Map());
    try {
      const found = await worker().explain(ids);
      if (found) setReasons(new Map(ids.map((id, at) => [id, found[at]!])));
    } catch (error) {
      setProblem(messageOf(error));
    }
  }, [recommendations]);

  const rate = useCallback((film: Film, stars: number | undefined) => {
    setRatings((all) => {
      const others = all.filter(({ item }) => item !== film.id);
      return stars === undefined ? others : [...others, { item: film.id, rating: stars }];
    });
    setNews(
      stars === undefined ? `The rating of ${film.title} is removed` : `${film.title}: ${starsText(stars)}`,
    );
  }, []);

  const replace = useCallback((given: readonly OwnRating[], told: string) => {
    setRatings(given);
    setNews(told);
  }, []);

  return { summary, ratings, filter, recommendations, reasons, news, problem, rate, replace, setFilter };
}

/** `1 star`, `4 stars`. */
export function starsText(stars: number): string {
  return `${stars} ${stars === 1 ? 'star' : 'stars'}`;
}
