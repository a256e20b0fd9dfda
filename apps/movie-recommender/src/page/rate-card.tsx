import { Card, messageOf, ProblemAlert, useLatest } from '@autoencoders/app-kit';
import { Button, Group, NativeSelect, SegmentedControl, Text, TextInput } from '@mantine/core';
import { IconRefresh, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Film } from '../catalogue/catalogue.js';
import type { FoundFilms } from '../catalogue/find-films.js';
import { FilmLine } from './film-line.js';
import { ForetoldStars } from './foretold-stars.js';
import { OwnRatings } from './own-ratings.js';
import { StarRating } from './star-rating.js';
import type { UsedRecommender } from './use-recommender.js';
import { worker } from './worker.js';

/** How many films are listed at first, and at most. */
const few = 10;
const most = 30;

type ListName = 'spread' | 'popular' | 'own';

/** Where films are looked up and rated. */
export function RateCard({ recommender }: { readonly recommender: UsedRecommender }) {
  const { summary, ratings } = recommender;
  const [list, setList] = useState<ListName>('spread');
  const [text, setText] = useState('');
  const [genre, setGenre] = useState('');
  const [limit, setLimit] = useState(few);
  const [except, setExcept] = useState<readonly number[]>(() => ratings.map(({ item }) => item));
  const [found, setFound] = useState<FoundFilms>();
  const [problem, setProblem] = useState<string>();
  const searching = text.trim() !== '';
  const shownList = searching && list === 'spread' ? 'popular' : list;

  useLatest(async () => {
    if (shownList === 'own') return;
    try {
      const left = shownList === 'spread' ? except : [];
      const chosen = genre === '' ? {} : { genre };
      setFound(await worker().find({ list: shownList, text, ...chosen, except: left, limit }));
      setProblem(undefined);
    } catch (error) {
      setProblem(messageOf(error));
    }
  }, [shownList, text, genre, limit, except]);

  const own = new Map(ratings.map(({ item, rating }) => [item, rating]));
  const films = found?.films ?? [];
  const total = found?.total ?? 0;
  const changeList = (next: string) => {
    setList(next as ListName);
    setLimit(few);
    if (next === 'spread') setExcept(ratings.map(({ item }) => item));
  };

  return (
    <Card title="Rate films you know">
      <SegmentedControl
        fullWidth
        aria-label="Which films"
        value={list}
        onChange={changeList}
        data={[
          { value: 'spread', label: 'Worth rating' },
          { value: 'popular', label: 'Popular' },
          { value: 'own', label: `Yours (${ratings.length})` },
        ]}
      />
      {list === 'own' ? (
        <OwnRatings recommender={recommender} />
      ) : (
        <>
          <Group grow wrap="wrap" preventGrowOverflow={false} gap="xs">
            <TextInput
              label="Title"
              placeholder="Search all films"
              type="search"
              leftSection={<IconSearch size={16} aria-hidden />}
              value={text}
              onChange={({ currentTarget }) => {
                setText(currentTarget.value);
                setLimit(few);
              }}
            />
            <NativeSelect
              label="Genre"
              value={genre}
              data={[{ value: '', label: 'All genres' }, ...summary.genres]}
              onChange={({ currentTarget }) => {
                setGenre(currentTarget.value);
                setLimit(few);
              }}
            />
          </Group>
          <Text size="xs" c="var(--quiet)" role="status">
            {said(shownList, searching, total)}
          </Text>
          <ProblemAlert problem={problem} />
          <ul className="films" aria-label="Films to rate">
            {films.map((film) => (
              <FilmToRate key={film.id} film={film} own={own.get(film.id)} recommender={recommender} />
            ))}
          </ul>
          <Group gap="xs">
            {films.length < Math.min(total, most) && (
              <Button variant="default" size="xs" onClick={() => setLimit(limit + few)}>
                Show more
              </Button>
            )}
            {shownList === 'spread' && (
              <Button
                variant="default"
                size="xs"
                leftSection={<IconRefresh size={14} aria-hidden />}
                disabled={total <= films.length && except.length === ratings.length}
                onClick={() =>
                  setExcept(
                    total > films.length
                      ? [...except, ...films.map(({ id }) => id)]
                      : ratings.map(({ item }) => item),
                  )
                }
              >
                Other films
              </Button>
            )}
            {total > most && films.length >= most && (
              <Text size="xs" c="var(--quiet)">
                The first {most}: search to see others.
              </Text>
            )}
          </Group>
        </>
      )}
    </Card>
  );
}

interface FilmToRateProps {
  readonly film: Film;
  readonly own: number | undefined;
  readonly recommender: UsedRecommender;
}

function FilmToRate({ film, own, recommender: { recommendations, rate } }: FilmToRateProps) {
  const stars = recommendations?.stars[film.index];
  return (
    <FilmLine film={film}>
      {own === undefined && stars !== undefined && <ForetoldStars stars={stars} />}
      <StarRating title={film.title} value={own} onRate={(given) => rate(film, given)} />
    </FilmLine>
  );
}

/** What a list is, in words. */
function said(list: ListName, searching: boolean, total: number): string {
  if (total === 0) return 'No film is like that: change the title or the genre.';
  if (searching) return `${total} ${total === 1 ? 'film' : 'films'} found`;
  return list === 'spread'
    ? 'Well known, and each unlike the others: a few of these tell most about a taste.'
    : `${total} films, those that most people rated first.`;
}
