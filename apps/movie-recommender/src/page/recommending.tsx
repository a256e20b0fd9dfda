import { Alert, Grid, SegmentedControl, Stack, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconMasksTheater } from '@tabler/icons-react';
import { useState } from 'react';
import type { FilmSetSummary } from '../worker/main.js';
import { AboutCard } from './about-card.js';
import { RateCard } from './rate-card.js';
import { RecommendedCard } from './recommended-card.js';
import { useRecommender } from './use-recommender.js';

/** Rating on the left, recommendations on the right; one after the other on a phone. */
export function Recommending({ summary }: { readonly summary: FilmSetSummary }) {
  const recommender = useRecommender(summary);
  const narrow = useMediaQuery('(max-width: 52em)', undefined, { getInitialValueInEffect: false });
  const [part, setPart] = useState('rate');
  const { best } = recommender.recommendations ?? {};
  const first = best?.[0];
  return (
    <Stack gap="md">
      {summary.source === 'made-up' && (
        <Alert variant="light" color="grape" icon={<IconMasksTheater />} title="These films do not exist">
          Titles, years and ratings are made up, with tastes for genres behind them, so that the page can be
          tried without data of others. The README says how to use your own copy of MovieLens.
        </Alert>
      )}
      <VisuallyHidden role="status">
        {recommender.news}
        {recommender.news !== '' && first && `. Recommended first: ${first.film.title}`}
      </VisuallyHidden>
      {narrow && (
        <SegmentedControl
          fullWidth
          aria-label="Part of the page"
          value={part}
          onChange={setPart}
          data={[
            { value: 'rate', label: `Rate (${recommender.ratings.length})` },
            { value: 'recommended', label: 'Recommended' },
          ]}
        />
      )}
      <Grid gap="md">
        {(!narrow || part === 'rate') && (
          <Grid.Col span={narrow ? 12 : 6}>
            <RateCard recommender={recommender} />
          </Grid.Col>
        )}
        {(!narrow || part === 'recommended') && (
          <Grid.Col span={narrow ? 12 : 6}>
            <RecommendedCard recommender={recommender} />
          </Grid.Col>
        )}
      </Grid>
      <AboutCard recommender={recommender} />
    </Stack>
  );
}
