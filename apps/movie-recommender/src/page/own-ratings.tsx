import { downloadFile, FileDrop, messageOf, ProblemAlert, useTask } from '@autoencoders/app-kit';
import { Button, Group, Text } from '@mantine/core';
import { IconDownload, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Film } from '../catalogue/catalogue.js';
import { FilmLine } from './film-line.js';
import { StarRating } from './star-rating.js';
import type { UsedRecommender } from './use-recommender.js';
import { worker } from './worker.js';

/** What was rated: to change, take along, bring back, or begin anew. */
export function OwnRatings({ recommender }: { readonly recommender: UsedRecommender }) {
  const { ratings, rate, replace } = recommender;
  const [films, setFilms] = useState<readonly Film[]>([]);
  const [problem, setProblem] = useState<string>();
  const [sure, setSure] = useState(false);
  const [told, setTold] = useState<string>();
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    let left = false;
    worker()
      .films(ratings.map(({ item }) => item).reverse())
      .then(
        (found) => !left && setFilms(found),
        (error: unknown) => !left && setProblem(messageOf(error)),
      );
    return () => {
      left = true;
    };
  }, [ratings]);

  const exporting = useTask(async () => {
    downloadFile('my-ratings.csv', await worker().toCsv(ratings), 'text/csv');
  });
  const importing = useTask(async (file: File) => {
    const read = await worker().fromCsv(file);
    const ids = new Set(read.ratings.map(({ item }) => item));
    replace(
      [...ratings.filter(({ item }) => !ids.has(item)), ...read.ratings],
      `${read.ratings.length} ratings are taken from the file`,
    );
    setTold(importText(read.ratings.length, read.unknown));
  });

  const own = new Map(ratings.map(({ item, rating }) => [item, rating]));
  return (
    <>
      {ratings.length === 0 && (
        <Text size="sm" c="var(--quiet)">
          Nothing yet. What you rate is kept in this browser, and nowhere else.
        </Text>
      )}
      <ul className="films" aria-label="Films you rated" ref={list} tabIndex={-1}>
        {films
          .filter(({ id }) => own.has(id))
          .map((film) => (
            <FilmLine key={film.id} film={film}>
              <StarRating
                title={film.title}
                value={own.get(film.id)}
                onRate={(given) => {
                  // The film leaves the list, and with it what had the focus.
                  if (given === undefined) list.current?.focus({ preventScroll: true });
                  rate(film, given);
                }}
              />
            </FilmLine>
          ))}
      </ul>
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={14} aria-hidden />}
          disabled={ratings.length === 0}
          loading={exporting.busy}
          onClick={() => void exporting.run()}
        >
          Export as CSV
        </Button>
        {sure ? (
          <>
            <Button
              size="xs"
              color="red"
              onClick={() => {
                replace([], 'All ratings are removed');
                setSure(false);
              }}
            >
              Remove all {ratings.length}
            </Button>
            <Button size="xs" variant="default" onClick={() => setSure(false)}>
              Keep them
            </Button>
          </>
        ) : (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconTrash size={14} aria-hidden />}
            disabled={ratings.length === 0}
            onClick={() => setSure(true)}
          >
            Reset
          </Button>
        )}
      </Group>
      <FileDrop
        what="a CSV file of ratings"
        accept=".csv,text/csv"
        onFiles={([file]) => {
          setTold(undefined);
          if (file) void importing.run(file);
        }}
      />
      {told && (
        <Text size="sm" role="status">
          {told}
        </Text>
      )}
      <ProblemAlert problem={problem ?? importing.problem ?? exporting.problem} />
    </>
  );
}

/** What came of a file. */
function importText(taken: number, unknown: readonly string[]): string {
  const ratings = `${taken} ${taken === 1 ? 'rating' : 'ratings'} taken from the file.`;
  if (unknown.length === 0) return ratings;
  const named = unknown.slice(0, 3).join(', ');
  const more = unknown.length > 3 ? ` and ${unknown.length - 3} more` : '';
  return `${ratings} Not among these films: ${named}${more}.`;
}
