import { Card, ProblemAlert } from '@autoencoders/app-kit';
import { Alert, Loader, Text } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useRef } from 'react';
import type { Film } from '../catalogue/catalogue.js';
import type { Reason } from '../taste/reasons.js';
import { FilmLine } from './film-line.js';
import { ForetoldStars } from './foretold-stars.js';
import { StarRating } from './star-rating.js';
import { TasteFilters } from './taste-filters.js';
import type { UsedRecommender } from './use-recommender.js';

/** The films that the model foretells the best ratings for. */
export function RecommendedCard({ recommender }: { readonly recommender: UsedRecommender }) {
  const { ratings, recommendations, reasons, problem, rate } = recommender;
  const title = useRef<HTMLHeadingElement>(null);
  const own = ratings.length > 0;
  const rateHere = (film: Film, stars: number | undefined) => {
    // The film leaves the list, and with it what had the focus.
    title.current?.focus({ preventScroll: true });
    rate(film, stars);
  };
  return (
    <Card title="Recommended for you" titleRef={title}>
      <Text size="sm" c="var(--quiet)">
        {own
          ? 'The highest ratings that the model predicts for you. Seen one? Rate it here.'
          : 'You have not rated a film yet: this is what most people like. Each rating changes it at once.'}
      </Text>
      <TasteFilters recommender={recommender} />
      {recommendations?.engineLost && (
        <Alert color="orange" variant="light" icon={<IconPlugConnectedX />}>
          The graphics card went away. Another engine took over; nothing is lost.
        </Alert>
      )}
      <ProblemAlert problem={problem} />
      {recommendations === undefined && problem === undefined && (
        <Loader size="sm" aria-label="Loading the model" />
      )}
      {recommendations?.best.length === 0 && (
        <Text size="sm">No film passes: choose another genre, other years, or any film.</Text>
      )}
      <ol className="films numbered" aria-label="Recommended films">
        {recommendations?.best.map(({ film, stars }) => (
          <FilmLine key={film.id} film={film} below={own && <Why reasons={reasons.get(film.id)} />}>
            <ForetoldStars stars={stars} />
            <StarRating title={film.title} value={undefined} onRate={(given) => rateHere(film, given)} />
          </FilmLine>
        ))}
      </ol>
      {own && (
        <Text size="xs" c="var(--quiet)">
          Reasons are computed: in brackets, by how many stars the prediction falls when that one rating of
          yours is left out.
        </Text>
      )}
    </Card>
  );
}

/** Why a film is recommended; nothing while that is not known. */
function Why({ reasons }: { readonly reasons: readonly Reason[] | undefined }) {
  if (!reasons) return null;
  return (
    <Text size="xs" mt={2}>
      {reasons.length === 0
        ? 'No single rating of yours speaks for it: people in general like it.'
        : `Because you gave ${reasons
            .map(({ film, rating, stars }) => `${rating} to ${film.title} (${stars.toFixed(2)})`)
            .join(' and ')}.`}
    </Text>
  );
}
